// Behaviour of the chat page. Everything here works on what the server rendered; it fetches nothing.
(() => {
	const FLASH_MS = 1800;
	let pending = null;
	let returnTo = null;

	const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

	function flash(turn, n) {
		const panel = document.querySelector("#cw-sources");
		const marks = [...(panel?.querySelectorAll(`mark[data-turn="${turn}"]`) ?? [])].filter((mark) =>
			mark.dataset.n.split(" ").includes(String(n)),
		);
		if (marks.length === 0) return false;
		marks[0].scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "center" });
		marks[0].focus({ preventScroll: true });
		for (const mark of marks) {
			mark.classList.remove("cw-flash");
			void mark.offsetWidth; // restarts the animation when the same sentence is asked for again
			mark.classList.add("cw-flash");
			setTimeout(() => mark.classList.remove("cw-flash"), FLASH_MS);
		}
		return true;
	}

	// Scrolls the panel alone, and only as far as the first cited sentence asks for.
	function reveal(panel) {
		panel.scrollTo({ top: 0 });
		const mark = panel.querySelector("mark");
		const hidden = mark ? mark.getBoundingClientRect().bottom + 24 - panel.getBoundingClientRect().bottom : 0;
		if (hidden > 0) panel.scrollTo({ top: hidden });
	}

	function copy(button) {
		const done = button.dataset.done;
		const label = button.textContent;
		navigator.clipboard.writeText(button.dataset.copy).then(() => {
			button.textContent = done;
			setTimeout(() => (button.textContent = label), FLASH_MS);
		});
	}

	function transcript(element, trigger, watch) {
		restore();
		element.addEventListener("click", (event) => {
			const ref = event.target.closest("a.cw-ref");
			if (ref) {
				event.preventDefault();
				returnTo = ref;
				const { turn, n } = ref.dataset;
				if (!flash(turn, n)) {
					pending = { turn, n };
					trigger("show", { turn: Number(turn) });
				}
				return;
			}
			const example = event.target.closest("button.cw-example");
			if (example) trigger("example", { question: example.dataset.question });
			const button = event.target.closest("button.cw-copy");
			if (button) copy(button);
		});
		watch("value", () => {
			const log = document.querySelector("#cw-log");
			const last = element.querySelector(".cw-turn:last-of-type");
			if (log && last) log.scrollTo({ top: last.offsetTop - log.offsetTop - 16, behavior: calm() ? "auto" : "smooth" });
		});
	}

	function sources(element, trigger, watch) {
		element.addEventListener("click", (event) => {
			const open = event.target.closest("button.cw-open");
			if (!open) return;
			const { article, turn } = open.dataset;
			const held = document.querySelector("#cw-article dialog");
			if (held?.dataset.key === `${turn} ${article}`) unfold(held);
			else trigger("read", { article, turn: Number(turn) });
		});
		watch("value", () => {
			const wanted = pending;
			pending = null;
			if (wanted) flash(wanted.turn, wanted.n);
			else reveal(document.querySelector("#cw-sources"));
		});
	}

	function unfold(dialog) {
		dialog.showModal();
		const mark = dialog.querySelector("mark");
		if (mark) mark.scrollIntoView({ block: "center" });
		else dialog.scrollTo({ top: 0 });
	}

	function article(element, watch) {
		watch("value", () => unfold(element.querySelector("dialog")));
		element.addEventListener("click", (event) => {
			if (event.target.tagName === "DIALOG") event.target.close();
		});
	}

	function library(element, trigger) {
		element.addEventListener("click", (event) => {
			const button = event.target.closest("button.cw-remove");
			if (button && window.confirm(button.dataset.ask)) trigger("remove", { article: button.dataset.article });
		});
	}

	function save(text, name) {
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
		link.download = name;
		link.click();
		URL.revokeObjectURL(link.href);
	}

	function appearance() {
		const dark = document.body.classList.toggle("dark");
		try {
			localStorage.setItem("citewire-appearance", dark ? "dark" : "light");
		} catch {
			// Without storage the choice lasts as long as the page.
		}
	}

	function restore() {
		let chosen = null;
		try {
			chosen = localStorage.getItem("citewire-appearance");
		} catch {
			return;
		}
		if (chosen) document.body.classList.toggle("dark", chosen === "dark");
	}

	document.addEventListener("keydown", (event) => {
		const typing = event.target.closest?.("textarea, input");
		if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			document.querySelector("#cw-ask textarea")?.focus();
		}
		if (event.key === "Escape" && event.target.closest?.("#cw-sources mark")) returnTo?.focus();
	});

	window.citewire = { transcript, sources, article, library, save, appearance };
})();
