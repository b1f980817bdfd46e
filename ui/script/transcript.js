// The transcript: marks that jump to their sentence, and what can be done with each answer.
(() => {
	const FLASH_MS = 1800;
	let pending = null;
	let returnTo = null;
	let worked = null;
	let turns = 0;
	let judged = null;

	function flash(turn, n) {
		const panel = document.querySelector("#cw-sources");
		const marks = [...(panel?.querySelectorAll(`mark[data-turn="${turn}"]`) ?? [])].filter((mark) =>
			mark.dataset.n.split(" ").includes(String(n)),
		);
		if (marks.length === 0) return false;
		marks[0].scrollIntoView({ behavior: citewire.calm() ? "auto" : "smooth", block: "center" });
		marks[0].focus({ preventScroll: true });
		for (const mark of marks) {
			mark.classList.remove("cw-flash");
			void mark.offsetWidth; // restarts the animation when the same sentence is asked for again
			mark.classList.add("cw-flash");
			setTimeout(() => mark.classList.remove("cw-flash"), FLASH_MS);
		}
		return true;
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
		citewire.acts(element, trigger);
		citewire.opens(element, trigger);
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
			judged = event.target.closest("button[data-act=down]")?.dataset.turn ?? null;
			const untold = event.target.closest("button.cw-untold");
			if (untold) trigger("correct", { turn: Number(untold.form.dataset.turn), right: "" });
		});
		element.addEventListener("submit", (event) => {
			event.preventDefault();
			const right = event.target.elements.right.value;
			if (right.trim()) trigger("correct", { turn: Number(event.target.dataset.turn), right });
			else event.target.elements.right.focus();
		});
		watch("value", () => follow(element));
	}

	// Scrolls to the question that is worked on, until its answer stands; otherwise the reader's place is left alone.
	function follow(element) {
		const log = document.querySelector("#cw-log");
		const working = element.querySelector(".cw-working")?.closest(".cw-turn");
		const all = element.querySelectorAll(".cw-turn");
		const done = worked && element.querySelector(`.cw-turn[data-turn="${worked}"]`);
		const turn = working ?? done ?? (all.length > 1 && all.length !== turns ? all[all.length - 1] : null);
		worked = working?.dataset.turn ?? null;
		turns = all.length;
		const form = element.querySelector(`.cw-turn[data-turn="${judged}"] .cw-correct`);
		judged = null;
		if (form) {
			form.scrollIntoView({ block: "nearest" });
			form.elements.right.focus({ preventScroll: true });
		} else if (log && turn) log.scrollTo({ top: turn.offsetTop - log.offsetTop - 16, behavior: citewire.calm() ? "auto" : "smooth" });
	}

	function sources(element, trigger, watch) {
		citewire.opens(element, trigger);
		watch("value", () => {
			const wanted = pending;
			pending = null;
			if (wanted) flash(wanted.turn, wanted.n);
			else reveal(document.querySelector("#cw-sources"));
		});
	}

	// Scrolls the panel alone, and only as far as the first cited sentence asks for.
	function reveal(panel) {
		panel.scrollTo({ top: 0 });
		const mark = panel.querySelector("mark");
		const hidden = mark ? mark.getBoundingClientRect().bottom + 24 - panel.getBoundingClientRect().bottom : 0;
		if (hidden > 0) panel.scrollTo({ top: hidden });
	}

	document.addEventListener("keydown", (event) => {
		if (event.key === "Escape" && event.target.closest?.("#cw-sources mark")) returnTo?.focus();
	});

	Object.assign(window.citewire, { transcript, sources });
})();
