// The page around the chat: conversations, filters, the whole article, the library, light and dark, and the keys.
(() => {
	function rail(element, trigger, watch) {
		restore();
		element.addEventListener("click", (event) => {
			const open = event.target.closest("button.cw-turn-to");
			if (open) {
				trigger("turn_to", { key: open.dataset.key });
				document.body.classList.remove("cw-aside-over");
			}
			const drop = event.target.closest("button.cw-drop");
			if (drop && window.confirm(drop.dataset.ask)) trigger("drop", { key: drop.dataset.key });
		});
		watch("value", () => {
			const here = element.querySelector("[data-current]");
			if (here) citewire.remember(here.dataset.current);
		});
	}

	// On a wide window the conversations stand beside the chat, on a narrow one they lie over it.
	function aside() {
		const wide = window.matchMedia("(min-width: 1200px)").matches;
		document.body.classList.toggle(wide ? "cw-aside-off" : "cw-aside-over");
		if (wide) citewire.store("localStorage", "citewire-aside", document.body.classList.contains("cw-aside-off") ? "off" : "");
	}

	function filters(element, trigger) {
		const chosen = (form) => {
			const data = new FormData(form);
			return { from: data.get("from"), to: data.get("to"), outlets: data.getAll("outlets"), kinds: data.getAll("kinds") };
		};
		element.addEventListener("change", (event) => trigger("filter", { bounds: chosen(event.target.form) }));
		element.addEventListener("reset", (event) => setTimeout(() => trigger("filter", { bounds: chosen(event.target) })));
		element.addEventListener("submit", (event) => event.preventDefault());
		element.addEventListener("click", (event) => {
			if (event.target.closest(".cw-done")) element.querySelector("details").open = false;
		});
	}

	function unfold(dialog) {
		dialog.showModal();
		const mark = dialog.querySelector("mark");
		if (mark) mark.scrollIntoView({ block: "center" });
		else dialog.scrollTo({ top: 0 });
	}

	function article(element, watch) {
		watch("value", () => {
			const dialog = element.querySelector("dialog");
			if (dialog) unfold(dialog);
		});
		element.addEventListener("click", (event) => {
			if (event.target.tagName === "DIALOG") event.target.close();
		});
	}

	function save(text, name, type) {
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([text], { type }));
		link.download = name;
		link.click();
		URL.revokeObjectURL(link.href);
	}

	function appearance() {
		const dark = document.body.classList.toggle("dark");
		citewire.store("localStorage", "citewire-appearance", dark ? "dark" : "light");
	}

	// As this browser was left, once the page has set its own look.
	function restore() {
		const chosen = citewire.stored("localStorage", "citewire-appearance");
		if (chosen) document.body.classList.toggle("dark", chosen === "dark");
		document.body.classList.toggle("cw-aside-off", citewire.stored("localStorage", "citewire-aside") === "off");
	}

	document.addEventListener("keydown", (event) => {
		const typing = event.target.closest?.("textarea, input");
		if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			document.querySelector("#cw-ask textarea")?.focus();
		}
		if (event.key === "Escape") {
			document.body.classList.remove("cw-aside-over");
			for (const open of document.querySelectorAll("details.cw-filters[open]")) open.open = false;
		}
	});

	document.addEventListener("click", (event) => {
		for (const open of document.querySelectorAll("details.cw-filters[open]")) {
			if (!open.contains(event.target)) open.open = false;
		}
	});

	Object.assign(window.citewire, { rail, aside, filters, unfold, article, save, appearance });
})();
