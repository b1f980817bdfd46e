// The filters and the collections: which articles are asked.
(() => {
	const { find, call, say } = citewire;
	const NO_BOUNDS = { from: "", to: "", outlets: [], kinds: [], articles: [], collection: "" };

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

	// What its reader has set since the form was asked for, with the bounds `asked`, stays set.
	function setFilters(told, asked = bounds()) {
		if (JSON.stringify(asked) !== JSON.stringify(bounds())) return void fetchFilters();
		citewire.swap(find("#cw-filter"), told.filters);
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
		const asked = bounds();
		const told = await call("filters", { bounds: asked }, { quietly: true });
		if (told) setFilters(told, asked);
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

	async function bound(fields) {
		const form = find("#cw-filter form");
		if (!form) return;
		for (const [name, value] of Object.entries(fields)) {
			for (const input of form.querySelectorAll(`[name="${name}"]`)) {
				if (input.type === "checkbox") input.checked = value.includes(input.value);
				else input.value = Array.isArray(value) ? value.join(" ") : value;
			}
		}
		// What is set by hand is no collection any more.
		const collection = find("#cw-filter select");
		if (collection) collection.value = "";
		for (const button of find("#cw-filter").querySelectorAll("[data-rename], [data-drop]")) button.hidden = true;
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

	// Of the filters in force.
	function collect(label) {
		const name = window.prompt(label, "");
		if (name?.trim()) change("collect", { name, bounds: bounds() });
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

	citewire.parts.unshift(() => {
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
	});

	Object.assign(citewire, { NO_BOUNDS, bounds, bound, setFilters, fetchFilters, openFilters, closeFilters });
})();
