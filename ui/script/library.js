// The library: finds, adds, removes and brings back articles.
(() => {
	const { find, call, swap, tell } = citewire;
	const asked = { words: "", order: "date", descending: true, page: 1 };
	const chosen = new Map();
	let latest = 0;
	const drawn = new Map();

	async function library({ focus = false } = {}) {
		const mine = ++latest;
		const told = await call("articles", { ...asked, bounds: citewire.bounds() });
		if (mine !== latest) return;
		if (!told?.table) {
			draw("#cw-table", "");
			return trouble();
		}
		asked.page = told.page;
		tellWatch(told);
		draw("#cw-table", told.table);
		draw("#cw-facts", told.facts);
		showChosen();
		if (focus) find("#cw-table .cw-table-size")?.focus({ preventScroll: false });
	}

	// What has not changed stays as it is, for a click may be under way on it.
	function draw(part, html) {
		if (drawn.get(part) !== html) swap(find(part), html);
		drawn.set(part, html);
	}

	// A folder that is watched changes the table without anybody's doing here.
	const WATCH_EVERY = 3000;
	let generation = 0;
	let watching = 0;

	function tellWatch(told) {
		find("#cw-watch").checked = told.watching;
		if (told.wrong) trouble(told.wrong);
		generation = told.generation;
		clearTimeout(watching);
		if (told.watching) watching = setTimeout(lookAgain, WATCH_EVERY);
	}

	async function lookAgain() {
		watching = setTimeout(lookAgain, WATCH_EVERY);
		if (find("#cw-library").hidden || document.hidden) return;
		const told = await call("watched", {}, { quietly: true });
		if (told && told.generation !== generation) await library();
		else if (told) tellWatch(told);
	}

	function state(html, words) {
		const there = find("#cw-library-state");
		there.innerHTML = html;
		if (words !== undefined) there.firstElementChild.textContent = words;
	}

	function trouble(words = find("#cw-said").textContent) {
		state('<p class="cw-trouble" role="alert"></p>', words);
	}

	// Follows a job to its end.
	async function follow(told) {
		if (!told?.job) return trouble();
		let seen = -1;
		for (;;) {
			const step = await call("progress", { job: told.job, seen });
			if (!step) return trouble();
			seen = step.seen;
			state(step.state);
			if (step.done) {
				await library();
				return !step.failed;
			}
		}
	}

	// One at a time, so that one that cannot be taken keeps no other out.
	async function add(files) {
		if (files.length === 0) return;
		citewire.view("library");
		state('<p></p>', find("#cw-add").textContent + "…");
		const taken = [];
		const refused = [];
		const largest = Number(find("#cw-files").dataset.largest);
		for (const file of files) {
			try {
				if (file.size > largest) throw new RangeError(file.name);
				taken.push((await citewire.root.upload(file)).path);
			} catch {
				refused.push(file.name);
			}
		}
		await follow(await call("add", { files: taken, too_large: refused }));
	}

	async function takeAway(articles) {
		const told = await call("take_away", { articles });
		if (told) for (const article of articles) chosen.delete(article);
		tell(told, () => bringBack(articles));
		await library({ focus: true });
	}

	async function bringBack(articles) {
		const told = await call("bring_back", { articles });
		tell(told);
		await library();
		const row = find(`#cw-table tr[data-article="${articles[0]}"] .cw-open`);
		(row ?? find("#cw-table .cw-table-size"))?.focus();
	}

	async function discard(path) {
		tell(await call("discard", { path }));
		await library({ focus: true });
	}

	function tellChosen() {
		const bar = find("#cw-table .cw-chosen");
		if (!bar) return;
		bar.hidden = chosen.size === 0;
		const told = bar.querySelector("span");
		told.textContent = chosen.size ? told.dataset.words.replace("#", chosen.size) : "";
		const boxes = [...find("#cw-table").querySelectorAll(".cw-one")];
		const all = find("#cw-table .cw-all");
		all.checked = boxes.every((box) => box.checked);
		all.indeterminate = !all.checked && boxes.some((box) => box.checked);
	}

	function chooseNone() {
		chosen.clear();
		showChosen();
		find("#cw-table .cw-all").focus();
	}

	async function chooseFound() {
		const told = await call("found", { words: asked.words, bounds: citewire.bounds() });
		if (!told) return tell(null);
		for (const article of told.articles) chosen.set(article, true);
		showChosen();
	}

	function showChosen() {
		for (const box of find("#cw-table").querySelectorAll(".cw-one")) box.checked = chosen.has(box.closest("tr").dataset.article);
		tellChosen();
	}

	function choose(event) {
		const boxes = event.target.matches(".cw-all") ? [...find("#cw-table").querySelectorAll(".cw-one")] : [event.target];
		for (const box of boxes) {
			box.checked = event.target.checked;
			const { article } = box.closest("tr").dataset;
			box.checked ? chosen.set(article, true) : chosen.delete(article);
		}
		tellChosen();
	}

	function click(event) {
		const button = event.target.closest("button");
		if (!button) return;
		const { order, page, discard: path, back } = button.dataset;
		if (button.matches(".cw-remove")) takeAway([button.dataset.article]);
		else if (button.dataset.chosen) citewire.withChosen[button.dataset.chosen]([...chosen.keys()], button);
		else if (button.dataset.act === "set") citewire.details([button.dataset.article], "");
		else if ("widen" in button.dataset) citewire.bound(citewire.NO_BOUNDS).then(() => library({ focus: true }));
		else if (order) {
			const again = asked.order === order;
			Object.assign(asked, { order, descending: again ? !asked.descending : ["date", "length", "added"].includes(order), page: 1 });
			library();
		} else if (page) {
			asked.page = Number(page);
			library({ focus: true }).then(() => find("#cw-table .cw-table-size")?.scrollIntoView({ block: "nearest" }));
		} else if (path) discard(path);
		else if (back) bringBack([back]);
		else if ("retry" in button.dataset) call("rebuild", { dry_run: false }).then(follow);
	}

	citewire.parts.push(() => {
		const table = find("#cw-table");
		table.addEventListener("click", click);
		table.addEventListener("change", (event) => event.target.matches(".cw-all, .cw-one") && choose(event));
		find("#cw-library-search").addEventListener("input", (event) => {
			const words = event.target.value;
			Object.assign(asked, { words, page: 1, order: words.trim() ? "match" : "date", descending: true });
			library();
		});
		find("#cw-add").addEventListener("click", () => find("#cw-files").click());
		find("#cw-files").addEventListener("change", (event) => {
			const files = [...event.target.files];
			event.target.value = "";
			add(files);
		});
		// What lies over the page knows nothing of the button that it belongs to.
		find("#cw-folder-menu").addEventListener("toggle", ({ target: menu, newState }) => {
			if (newState !== "open") return;
			const button = find("#cw-folder button").getBoundingClientRect();
			menu.style.top = `${button.bottom + 6}px`;
			menu.style.left = `${Math.max(16, button.right - menu.offsetWidth)}px`;
		});
		find("#cw-folder-menu").addEventListener("click", (event) => {
			const button = event.target.closest("button[data-rebuild]");
			if (!button) return;
			find("#cw-folder-menu").hidePopover();
			state("<p></p>", "…");
			call("rebuild", { dry_run: button.dataset.rebuild === "dry" }).then(follow);
		});
		find("#cw-watch").addEventListener("change", async (event) => {
			const told = await call("watch", { on: event.target.checked });
			if (told) tellWatch(told);
			else event.target.checked = !event.target.checked;
		});
		// A form that was taken is emptied; one that was refused keeps what was typed.
		find("#cw-paste form").addEventListener("submit", async (event) => {
			event.preventDefault();
			const form = event.target;
			const { title, outlet, day, text } = form.elements;
			const told = await call("paste", { title: title.value, outlet: outlet.value, day: day.value, text: text.value });
			if (await follow(told)) form.reset();
		});
		// Files can be dropped anywhere.
		const page = citewire.root.page;
		const carries = (event) => event.dataTransfer?.types.includes("Files");
		page.addEventListener("dragover", (event) => {
			if (!carries(event)) return;
			event.preventDefault();
			page.classList.add("cw-dropping");
		});
		page.addEventListener("dragleave", (event) => event.relatedTarget || page.classList.remove("cw-dropping"));
		page.addEventListener("drop", (event) => {
			page.classList.remove("cw-dropping");
			if (!carries(event)) return;
			event.preventDefault();
			add([...event.dataTransfer.files]);
		});
	});

	Object.assign(citewire, { library, takeAway, chooseNone, chooseFound });
})();
