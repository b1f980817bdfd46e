// The page around the chat: views, conversations, filters, light and dark, and the keys.
(() => {
	const { find, call, say } = citewire;
	const NO_BOUNDS = { from: "", to: "", outlets: [], kinds: [], articles: [], collection: "" };

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
			fetchFilters();
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

	// --- filters -----------------------------------------------------------------------------------------------------
	// The form is what counts; a copy of it outlives a reload.
	function bounds() {
		const form = find("#cw-filter form");
		if (!form) return { ...NO_BOUNDS, ...JSON.parse(citewire.stored("sessionStorage", "citewire-filters") || "{}") };
		const data = new FormData(form);
		return {
			...{ from: data.get("from"), to: data.get("to"), outlets: data.getAll("outlets"), kinds: data.getAll("kinds") },
			...{ articles: data.get("articles").split(" ").filter(Boolean), collection: data.get("collection") ?? "" },
		};
	}

	function setFilters(told) {
		const open = find("#cw-filter details")?.open;
		citewire.swap(find("#cw-filter"), told.filters);
		if (open && find("#cw-filter details")) find("#cw-filter details").open = true;
		if (told.filters) keepBounds();
		tellScope(told.scope);
	}

	function keepBounds() {
		citewire.store("sessionStorage", "citewire-filters", JSON.stringify(bounds()));
	}

	function tellScope(html) {
		const line = find("#cw-scope");
		line.innerHTML = html;
		line.classList.remove("cw-seen");
	}

	function tellWrong(words) {
		find("#cw-scope").textContent = words;
		find("#cw-scope").classList.add("cw-seen");
	}

	async function fetchFilters() {
		const told = await call("filters", { bounds: bounds() }, { quietly: true });
		if (told) setFilters(told);
	}

	async function filtersChanged() {
		const chosen = bounds();
		keepBounds();
		const told = await call("bounds", { bounds: chosen });
		if (JSON.stringify(chosen) !== JSON.stringify(bounds())) return;
		if (told?.at) tellWrong(told.trouble);
		else if (told) {
			tellScope(told.scope);
			say("");
		}
	}

	function bound(fields) {
		const form = find("#cw-filter form");
		for (const [name, value] of Object.entries(fields)) {
			for (const input of form.querySelectorAll(`[name="${name}"]`)) {
				if (input.type === "checkbox") input.checked = value.includes(input.value);
				else input.value = Array.isArray(value) ? value.join(" ") : value;
			}
		}
		// What is set by hand is no collection any more.
		const collection = find("#cw-filter select");
		if (collection) collection.value = "";
		return filtersChanged();
	}

	// --- collections -------------------------------------------------------------------------------------------------
	async function change(name, fields) {
		const told = await call(name, fields);
		if (!told) return null;
		setFilters(told);
		if (told.said) say(told.said, { seen: false });
		return told;
	}

	// Of chosen articles, else of the filters in force.
	async function collect(label, chosen = bounds()) {
		const name = window.prompt(label, "");
		return name?.trim() ? change("collect", { name, bounds: chosen }) : null;
	}

	function renameCollection(button) {
		const name = window.prompt(button.textContent, button.dataset.rename);
		if (name?.trim()) change("rename_collection", { key: bounds().collection, name, bounds: bounds() });
	}

	async function dropCollection(button) {
		if (!window.confirm(button.dataset.drop)) return;
		await change("drop_collection", { key: bounds().collection, bounds: bounds() });
		openFilters();
	}

	function openFilters() {
		const details = find("#cw-filter details");
		if (!details) return;
		details.open = true;
		details.querySelector("input:not([type=hidden])").focus();
	}

	function closeFilters() {
		const open = find("#cw-filter details[open]");
		if (!open) return false;
		open.open = false;
		open.querySelector("summary").focus();
		return true;
	}

	function filters() {
		const part = find("#cw-filter");
		part.addEventListener("change", (event) => {
			if (event.target.name !== "collection") bound({});
			else if (event.target.value) change("choose", { key: event.target.value });
			else bound(NO_BOUNDS);
		});
		part.addEventListener("submit", (event) => event.preventDefault());
		part.addEventListener("click", (event) => {
			if (event.target.closest("button[type=reset]")) {
				event.preventDefault();
				bound(NO_BOUNDS);
			}
			if (event.target.closest(".cw-done")) closeFilters();
			const button = event.target.closest(".cw-collect button");
			if (!button) return;
			if (button.dataset.collect) collect(button.dataset.collect);
			if (button.dataset.rename) renameCollection(button);
			if (button.dataset.drop) dropCollection(button);
		});
		find("#cw-scope").addEventListener("click", async (event) => {
			if (!event.target.closest("[data-unchoose]")) return;
			await bound({ articles: [] });
			find("#cw-filter summary")?.focus({ preventScroll: true });
		});
		document.addEventListener("click", (event) => {
			const open = find("#cw-filter details[open]");
			if (open && !open.contains(event.target) && event.target.isConnected) open.open = false;
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
			closeFilters() || closeAside({ refocus: true }) || citewire.closeSheet();
		}
	});

	citewire.parts.unshift(() => {
		if (citewire.stored("localStorage", "citewire-aside") === "off") citewire.root.page.classList.add("cw-aside-off");
		for (const begin of [appearance, tabs, conversations, filters]) begin();
	});

	Object.assign(citewire, { NO_BOUNDS, view, viewing: () => viewed, bounds, bound, collect, setFilters, fetchFilters, openFilters });
})();
