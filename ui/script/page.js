// The page around the chat: views, conversations, light and dark, and the keys.
(() => {
	const { find, call } = citewire;

	// --- views -------------------------------------------------------------------------------------------------------
	const VIEWS = { chat: "#cw-main", library: "#cw-library", clippings: "#cw-clippings" };
	let viewed = "chat";

	function view(name, { push = true, focus = false, fresh = true } = {}) {
		for (const [each, panel] of Object.entries(VIEWS)) {
			const tab = find(`#cw-${each}-tab`);
			find(panel).hidden = each !== name;
			tab.setAttribute("aria-selected", String(each === name));
			tab.tabIndex = each === name ? 0 : -1;
			if (each === name && focus) tab.focus();
		}
		if (name === viewed) return;
		viewed = name;
		const key = citewire.here.key;
		const query = name !== "chat" ? `?view=${name}` : key ? `?conversation=${key}` : location.pathname;
		if (push) history.pushState(null, "", query);
		if (name === "library") return void citewire.library();
		if (name === "clippings") return void citewire.clippings();
		if (!fresh) return;
		if (key) {
			citewire.fetchFilters();
			citewire.refresh();
		} else citewire.begin({ push: false });
	}

	function tabs() {
		const all = [...find("#cw-tabs").querySelectorAll("[role=tab]")];
		for (const tab of all) tab.addEventListener("click", () => view(tab.id.replace(/^cw-(.*)-tab$/, "$1")));
		find("#cw-tabs").addEventListener("keydown", (event) => {
			const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
			if (!by) return;
			const next = all[(all.indexOf(event.target) + by + all.length) % all.length];
			view(next.id.replace(/^cw-(.*)-tab$/, "$1"), { focus: true });
		});
	}

	// --- conversations -----------------------------------------------------------------------------------------------
	const wide = () => window.matchMedia("(min-width: 1200px)").matches;

	// On a wide window the conversations stand beside the chat, on a narrow one they lie over it.
	function aside(open) {
		const page = citewire.root.page;
		const now = wide() ? !page.classList.contains("cw-aside-off") : page.classList.contains("cw-aside-over");
		const next = open ?? !now;
		if (wide()) {
			page.classList.toggle("cw-aside-off", !next);
			citewire.store("localStorage", "citewire-aside", next ? "" : "off");
		} else {
			page.classList.toggle("cw-aside-over", next);
			if (next) find("#cw-rail-search").focus({ preventScroll: true });
		}
		find("#cw-aside").setAttribute("aria-expanded", String(next));
	}

	function closeAside({ refocus = false } = {}) {
		if (!citewire.root.page.classList.contains("cw-aside-over")) return false;
		aside(false);
		if (refocus) find("#cw-aside").focus();
		return true;
	}

	const searched = () => find("#cw-rail-search").value;
	async function listConversations() {
		const words = searched();
		const told = await call("rail", { key: citewire.here.key, words });
		if (told && words === searched()) citewire.swap(find("#cw-rail-body"), told.rail);
	}

	// A list of all came with something else; where some are searched for, it is they that are listed.
	function rail(html) {
		searched() ? listConversations() : citewire.swap(find("#cw-rail-body"), html);
	}

	async function rename(button) {
		const title = window.prompt(button.getAttribute("aria-label"), button.dataset.title);
		if (!title?.trim()) return;
		await call("rename", { key: button.dataset.key, title });
		listConversations();
	}

	async function drop(button) {
		const { key, ask } = button.dataset;
		if (!window.confirm(ask) || !(await call("drop", { key, current: citewire.here.key }))) return;
		if (key === citewire.here.key) await citewire.begin();
		else await listConversations();
		find("#cw-rail-search").focus({ preventScroll: true });
	}

	function conversations() {
		find("#cw-aside").addEventListener("click", () => aside());
		find("#cw-aside").setAttribute("aria-expanded", String(wide()));
		find("#cw-rail-search").addEventListener("input", listConversations);
		find("#cw-rail").addEventListener("click", (event) => {
			const link = event.target.closest("a.cw-turn-to");
			if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
				event.preventDefault();
				closeAside();
				citewire.open(link.dataset.key);
			}
			const button = event.target.closest("button");
			if (button?.matches(".cw-rename")) rename(button);
			if (button?.matches(".cw-drop")) drop(button);
		});
	}

	// --- light and dark ----------------------------------------------------------------------------------------------
	function appearance() {
		const chosen = citewire.stored("localStorage", "citewire-appearance");
		if (chosen) document.body.classList.toggle("dark", chosen === "dark");
		find("#cw-appearance").addEventListener("click", () => {
			const dark = document.body.classList.toggle("dark");
			citewire.store("localStorage", "citewire-appearance", dark ? "dark" : "light");
		});
	}

	document.addEventListener("keydown", (event) => {
		const typing = event.target.closest?.("textarea, input, dialog[open]");
		if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && viewed === "chat") {
			event.preventDefault();
			find("#cw-ask textarea").focus();
		}
		if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
			citewire.closeFilters() || closeAside({ refocus: true }) || citewire.closeSheet();
		}
	});

	citewire.parts.unshift(() => {
		if (citewire.stored("localStorage", "citewire-aside") === "off") citewire.root.page.classList.add("cw-aside-off");
		for (const begin of [appearance, tabs, conversations]) begin();
	});

	Object.assign(citewire, { view, rail, viewing: () => viewed });
})();
