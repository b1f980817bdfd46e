// The sources: beside the chat, or on a narrow window in a sheet over it; and the whole article.
(() => {
	const { find, call } = citewire;
	let back = null;
	let wanted = 0;
	let opener = null;
	let shown = "";

	const panelNow = () => find("#cw-sources");

	function show(html, turn) {
		const panel = panelNow();
		// What has not changed stays as it is, scrolled and opened as its reader left it.
		if (html === shown && panel.hasChildNodes()) return;
		shown = html;
		citewire.swap(panel, html);
		panel.scrollTop = 0;
		for (const button of document.querySelectorAll("#cw-log [data-act=sources]")) {
			button.toggleAttribute("data-shown", Number(button.dataset.turn) === turn);
		}
		reveal(panel);
	}

	// Scrolls the panel alone, and only as far as the first cited sentence asks for.
	function reveal(panel) {
		const mark = panel.querySelector("mark");
		const hidden = mark ? mark.getBoundingClientRect().bottom + 24 - panel.getBoundingClientRect().bottom : 0;
		if (hidden > 0) panel.scrollTop = hidden;
	}

	// Shows the sources of a question, at sentence `n` where one is named; `from` gets the focus back.
	async function panel(turn, { n = null, from = null } = {}) {
		back = from;
		const mine = ++wanted;
		const { key } = citewire.here;
		if (citewire.here.shown !== turn || !panelNow().querySelector(`section[data-turn="${turn}"]`)) {
			const told = await call("sources", { key, turn });
			if (!told || mine !== wanted || key !== citewire.here.key) return;
			citewire.here.shown = turn;
			show(told.panel, turn);
			citewire.pins();
		}
		panelNow().classList.add("cw-sheet-open");
		if (n === null || !flash(turn, n)) panelNow().querySelector("h2")?.focus({ preventScroll: true });
	}

	function closeSheet() {
		if (!panelNow().classList.contains("cw-sheet-open")) return false;
		panelNow().classList.remove("cw-sheet-open");
		back?.isConnected && back.focus({ preventScroll: true });
		return citewire.narrow();
	}

	function flash(turn, n) {
		const marks = [...panelNow().querySelectorAll(`mark[data-turn="${turn}"]`)].filter((mark) =>
			mark.dataset.n.split(" ").includes(String(n)),
		);
		if (marks.length === 0) return false;
		marks[0].scrollIntoView({ behavior: citewire.calm() ? "auto" : "smooth", block: "center" });
		marks[0].focus({ preventScroll: true });
		for (const mark of marks) {
			mark.classList.remove("cw-flash");
			void mark.offsetWidth; // restarts the animation when the same sentence is asked for again
			mark.classList.add("cw-flash");
			setTimeout(() => mark.classList.remove("cw-flash"), citewire.FLASH_MS);
		}
		return true;
	}

	async function read(article, turn, from) {
		const told = await call("read", { key: citewire.here.key, turn, article });
		if (told) openArticle(told, from);
	}

	function openArticle(told, from) {
		// From one article to another, the way back leads to where the first was opened.
		if (!from?.closest("#cw-article")) opener = from;
		find("#cw-article").innerHTML = told.article;
		const dialog = find("#cw-article dialog");
		dialog.addEventListener("close", () => opener?.isConnected && opener.focus({ preventScroll: true }));
		dialog.showModal();
		step(dialog, 0);
	}

	// Goes from one cited sentence of the article to the next.
	function step(dialog, by) {
		const marks = [...dialog.querySelectorAll("mark")];
		const firsts = marks.filter((mark, at) => at === 0 || mark.dataset.n !== marks[at - 1].dataset.n);
		const body = dialog.querySelector(".cw-article-body");
		if (firsts.length === 0) return void (body.scrollTop = 0);
		const at = (Number(dialog.dataset.at ?? 0) + by + firsts.length) % firsts.length;
		dialog.dataset.at = at;
		firsts[at].scrollIntoView({ block: "center" });
		const told = dialog.querySelector(".cw-steps span");
		if (!told) return;
		const page = told.dataset.pages.split(" ")[at];
		told.textContent = `${at + 1} / ${firsts.length}${page ? ` · ${told.dataset.page.replace("#", page)}` : ""}`;
	}

	citewire.parts.push(() => {
		panelNow().addEventListener("click", (event) => {
			if (event.target.closest(".cw-sheet-close")) closeSheet();
		});
		panelNow().addEventListener("keydown", (event) => {
			if (event.key !== "Escape") return;
			closeSheet();
			back?.isConnected && back.focus({ preventScroll: true });
		});
		find("#cw-article").addEventListener("click", (event) => {
			if (event.target.tagName === "DIALOG") event.target.close();
			const button = event.target.closest("button[data-step]");
			if (button) step(button.closest("dialog"), Number(button.dataset.step));
		});
	});

	Object.assign(citewire, { show, panel, read, openArticle, closeSheet });
})();
