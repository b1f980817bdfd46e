// The clippings: pins cited sentences, and shows what was pinned.
(() => {
	const { find, call, say, tell } = citewire;
	const clipped = { key: "", pinned: new Set() };
	let latest = 0;

	// Shows a page of clippings, which has an address like a conversation's; without a key, the visitor's own.
	async function clippings(key = clipped.key) {
		const mine = ++latest;
		const told = await call("clippings", { key });
		if (mine !== latest) return;
		told ? draw(told) : tell(null);
	}

	function draw(told) {
		clipped.key = told.key;
		citewire.swap(find("#cw-clippings-body"), told.clippings);
		if (citewire.viewing() === "clippings" && told.key) history.replaceState(null, "", `?clippings=${told.key}`);
	}

	// Buttons say whether their sentence is pinned; `places` are all that are, where they are told anew.
	function pins(places) {
		if (places) clipped.pinned = new Set(places);
		for (const button of citewire.root.page.querySelectorAll(".cw-pin")) {
			button.setAttribute("aria-pressed", String(clipped.pinned.has(button.dataset.place)));
		}
	}

	async function pin(button) {
		const { turn, n, place } = button.dataset;
		const pinned = !clipped.pinned.has(place);
		const told = await call("pin", { key: citewire.here.key, turn: Number(turn), n: Number(n), pinned });
		if (!told) return;
		pinned ? clipped.pinned.add(place) : clipped.pinned.delete(place);
		pins();
		say(told.said);
	}

	async function unpin(item) {
		const { article, start, end } = item.dataset;
		const which = { key: clipped.key, article, start: Number(start), end: Number(end) };
		const told = await call("unpin", which);
		if (!told) return;
		changed(told, which, false);
		tell(told, () => putBack(which));
		find("#cw-clippings h2").focus();
	}

	async function putBack(which) {
		const told = await call("put_back", which);
		tell(told);
		if (!told) return;
		changed(told, which, true);
		find(`#cw-clippings li[data-article="${which.article}"][data-start="${which.start}"] .cw-open-clipping`)?.focus();
	}

	// Where another page of clippings is looked at by now, that one stays.
	function changed(told, { article, start, end }, pinned) {
		const place = `${article} ${start} ${end}`;
		pinned ? clipped.pinned.add(place) : clipped.pinned.delete(place);
		if (told.key === clipped.key) draw(told);
		pins();
	}

	citewire.parts.push(() => {
		citewire.root.page.addEventListener("click", (event) => {
			const button = event.target.closest("button.cw-pin");
			if (button) pin(button);
		});
		find("#cw-clippings").addEventListener("click", async (event) => {
			const item = event.target.closest("li[data-article]");
			const link = event.target.closest("a[data-key]");
			if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
				event.preventDefault();
				citewire.view("chat", { push: false, fresh: false });
				await citewire.open(link.dataset.key);
			} else if (event.target.closest(".cw-unpin")) {
				unpin(item);
			} else if (event.target.closest(".cw-open-clipping")) {
				const { article, start } = item.dataset;
				const told = await call("clipping", { key: clipped.key, article, start: Number(start) });
				if (told) citewire.openArticle(told, event.target);
				else tell(null);
			}
		});
	});

	Object.assign(citewire, { clipped, clippings, pins });
})();
