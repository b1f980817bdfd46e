// What the other scripts share: the server, what is remembered in this browser, and changes to the page.
window.citewire = (() => {
	const root = {};
	let server = null;

	const find = (selector) => root.page.querySelector(selector);
	const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
	const narrow = () => window.matchMedia("(max-width: 820px)").matches;

	// Storage of the browser; where it is closed to us, what is kept lasts as long as the page.
	const held = new Map();
	function stored(area, name) {
		try {
			return window[area].getItem(name) ?? held.get(name) ?? "";
		} catch {
			return held.get(name) ?? "";
		}
	}
	function store(area, name, value) {
		held.set(name, value);
		try {
			window[area].setItem(name, value);
		} catch {
			// Kept in the page alone.
		}
	}

	// A browser is known by a long random name of its own making.
	function visitor() {
		let name = stored("localStorage", "citewire-visitor");
		if (!/^[0-9a-f]{32}$/.test(name)) {
			const bytes = crypto.getRandomValues(new Uint8Array(16));
			name = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
			store("localStorage", "citewire-visitor", name);
		}
		return name;
	}

	// No call takes this long; one that does will never end.
	const LONGEST = 60000;
	const tooLong = () => new Promise((_, fail) => setTimeout(fail, LONGEST));

	// Whether the server is there, though it gave no answer.
	async function stands() {
		try {
			return (await fetch("healthz", { signal: AbortSignal.timeout(3000) })).status < 600;
		} catch {
			return false;
		}
	}

	// Asks the server. What it refuses, and that it cannot be reached, is said under the question box, unless `quietly`;
	// the answer to both is null.
	async function call(name, fields = {}, { quietly = false } = {}) {
		let told = null;
		try {
			told = await Promise.race([server[name]({ visitor: visitor(), ...fields }), tooLong()]);
		} catch {
			// As when there is no answer.
		}
		const trouble = told ? told.trouble : quietly ? "-" : (await stands()) ? root.page.dataset.refused : root.page.dataset.unreached;
		if (!trouble) return told;
		if (!quietly) say(trouble, { seen: true });
		return told?.gone || told?.at ? told : null;
	}

	// Says something to those who hear the page, and with `seen` to all.
	function say(words, { seen = false } = {}) {
		const line = find("#cw-said");
		line.textContent = words;
		line.classList.toggle("cw-seen", seen && words !== "");
		find("#cw-hint .cw-keys").hidden = seen && words !== "";
	}

	// Puts HTML into an element, or in its place. The focus goes to what took the place of what held it, and a fold that
	// has a name stays open or shut.
	function swap(element, html, { whole = false } = {}) {
		const active = document.activeElement;
		const held = active !== element && element.contains(active) ? likeness(active) : null;
		const folds = new Map([...element.querySelectorAll("[data-fold]")].map((fold) => [fold.dataset.fold, fold.open]));
		let there = element;
		if (whole) {
			const made = document.createElement("template");
			made.innerHTML = html;
			there = made.content.firstElementChild;
			element.replaceWith(there);
		} else {
			element.innerHTML = html;
		}
		for (const fold of there.querySelectorAll("[data-fold]")) fold.open = folds.get(fold.dataset.fold) ?? fold.open;
		if (held !== null) {
			const next = (held && there.querySelector(held)) || there.querySelector("[tabindex='-1']") || find("#cw-ask textarea");
			next?.focus({ preventScroll: true });
		}
		return there;
	}

	// A selector of what takes an element's place, empty where nothing tells it from its neighbours.
	const TELLING = ["act", "turn", "key", "article", "n", "order", "chosen", "back", "place"];
	function likeness(element) {
		if (element.id) return `#${element.id}`;
		if (element.name) return `[name="${CSS.escape(element.name)}"]${element.type === "checkbox" ? `[value="${CSS.escape(element.value)}"]` : ""}`;
		const told = Object.entries(element.dataset).filter(([name]) => TELLING.includes(name));
		if (told.length === 0) return "";
		const kind = [...element.classList].slice(0, 1).map((name) => `.${CSS.escape(name)}`);
		return [element.tagName.toLowerCase(), ...kind, ...told.map(([name, value]) => `[data-${name}="${CSS.escape(value)}"]`)].join("");
	}

	// A note that lies over whatever is on the page, with a way to take back what it tells of. Only the latest few stay.
	const NOTES = 4;
	function toast(words, undo) {
		const note = document.createElement("div");
		note.className = "cw-toast";
		const line = document.createElement("p");
		line.textContent = words;
		note.append(line);
		const button = (label, name, act) => {
			const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
			if (name) made.setAttribute("aria-label", name);
			made.addEventListener("click", () => {
				note.remove();
				act?.();
			});
			note.append(made);
		};
		if (undo) button(root.page.dataset.undo, "", undo);
		button("×", root.page.dataset.close, null);
		const all = find("#cw-toasts");
		while (all.children.length >= NOTES) all.firstElementChild.remove();
		all.append(note);
		if (!undo) setTimeout(() => note.remove(), 6000);
	}

	// Says in a note what came of a call, with a way to take it back, or why nothing did.
	function tell(told, undo) {
		told ? toast(told.said, undo) : toast(find("#cw-said").textContent);
	}

	function save({ content, name, kind: type }) {
		const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([bytes], { type }));
		link.download = name;
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), LONGEST);
	}

	// The scripts that came before this call have each said what they do once the page stands.
	const parts = [];
	function start(page, functions, upload) {
		root.page = page;
		root.upload = upload;
		server = functions;
		for (const begin of parts) begin();
	}

	return { root, parts, find, calm, narrow, stored, store, call, say, swap, toast, tell, save, start };
})();
