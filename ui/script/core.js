// What the other scripts share. Everything here works on what the server rendered; it fetches nothing.
window.citewire = (() => {
	const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

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

	// A browser is known by a long random name of its own making, and by the conversation it was in.
	function whoami() {
		let visitor = stored("localStorage", "citewire-visitor");
		if (!/^[0-9a-f]{32}$/.test(visitor)) {
			const bytes = crypto.getRandomValues(new Uint8Array(16));
			visitor = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
			store("localStorage", "citewire-visitor", visitor);
		}
		const here = stored("sessionStorage", "citewire-conversation");
		return [visitor, here || stored("localStorage", "citewire-conversation")];
	}

	function remember(conversation) {
		for (const area of ["sessionStorage", "localStorage"]) store(area, "citewire-conversation", conversation);
	}

	// Every button that names an act raises the event of that name, for the question it stands with.
	function acts(element, trigger) {
		element.addEventListener("click", (event) => {
			const button = event.target.closest("button[data-act]");
			if (!button) return;
			button.closest("[popover]")?.hidePopover();
			trigger(button.dataset.act, { turn: Number(button.dataset.turn ?? 0) });
		});
	}

	function opens(element, trigger) {
		element.addEventListener("click", (event) => {
			const open = event.target.closest("button.cw-open");
			if (!open) return;
			const { article, turn } = open.dataset;
			const there = document.querySelector("#cw-article dialog");
			if (there?.dataset.key === `${turn} ${article}`) citewire.unfold(there);
			else trigger("read", { article, turn: Number(turn) });
		});
	}

	return { calm, stored, store, whoami, remember, acts, opens };
})();
