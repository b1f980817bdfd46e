// The chosen articles of the library: asked alone, collected, removed, or told more of.
(() => {
	const { find, call, tell } = citewire;

	// What can be done with the articles that are chosen, on this page of the table and on others.
	const withChosen = {
		ask: async (articles) => {
			await citewire.bound({ ...citewire.NO_BOUNDS, articles });
			citewire.view("chat");
			find("#cw-ask textarea").focus({ preventScroll: true });
		},
		collect: async (articles, button) => {
			const name = window.prompt(button.dataset.ask, "");
			if (!name?.trim()) return;
			const told = await call("collect", { name, bounds: { ...citewire.NO_BOUNDS, articles } });
			tell(told);
			if (told) citewire.fetchFilters();
		},
		published: (articles) => details(articles, "published"),
		source: (articles) => details(articles, "source"),
		remove: (articles) => citewire.takeAway(articles),
		found: () => citewire.chooseFound(),
		none: () => citewire.chooseNone(),
	};

	// What is said of articles, to be set by hand; what goes wrong is told in the form, which keeps what was typed.
	async function details(articles, field) {
		const told = await call("details", { articles, field });
		if (!told) return tell(null);
		find("#cw-details").innerHTML = told.form;
		const dialog = find("#cw-details dialog");
		const trouble = dialog.querySelector(".cw-trouble");
		const wrong = (words) => Object.assign(trouble, { textContent: words, hidden: false });
		dialog.querySelector("[data-leave]").addEventListener("click", () => dialog.close());
		dialog.querySelector("form").addEventListener("submit", async (event) => {
			event.preventDefault();
			const inputs = [...event.target.elements].filter((input) => input.name && input.value !== input.defaultValue);
			if (inputs.length === 0) return wrong(trouble.dataset.unchanged);
			const fields = Object.fromEntries(inputs.map((input) => [input.name, input.value]));
			const done = await call("amend", { articles, fields });
			if (!done) return wrong(find("#cw-said").textContent);
			dialog.close();
			tell(done);
			citewire.fetchFilters();
			await citewire.library();
		});
		dialog.addEventListener("close", () => dialog.remove());
		dialog.showModal();
	}

	Object.assign(citewire, { withChosen, details });
})();
