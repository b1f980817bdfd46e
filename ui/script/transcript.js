// The transcript: one exchange drawn at a time, marks that jump to their sentence, and what can be done with an answer.
(() => {
	const { find, call } = citewire;
	const FLASH_MS = 1800;
	let judged = 0;

	const turnAt = (turn) => find(`.cw-turn[data-turn="${turn}"]`);

	// Draws what changed and leaves the rest alone; what is on the page no more was deleted.
	function draw(told) {
		const log = find("#cw-log");
		if (!log.querySelector(".cw-turn")) log.innerHTML = "";
		for (const turn of log.querySelectorAll(".cw-turn")) {
			if (!told.turns.includes(Number(turn.dataset.turn))) turn.remove();
		}
		for (const turn of told.turns) {
			const html = told.changed[turn];
			if (html === undefined) continue;
			const there = turnAt(turn);
			if (there) redraw(there, html);
			else log.insertAdjacentHTML("beforeend", html);
		}
		if (told.turns.length === 0) citewire.begin();
		const form = judged && turnAt(judged)?.querySelector(".cw-correct");
		judged = 0;
		if (form) {
			form.scrollIntoView({ block: "nearest" });
			form.elements.right.focus({ preventScroll: true });
		}
	}

	// What is being typed into a turn outlives its being drawn anew.
	function redraw(there, html) {
		const typed = there.querySelector(".cw-correct input")?.value;
		const input = citewire.swap(there, html, { whole: true }).querySelector(".cw-correct input");
		if (input && typed) input.value = typed;
	}

	// Brings a question to the top, where its answer will stand in view.
	function follow(turn) {
		const log = find("#cw-log");
		const there = turnAt(turn);
		if (there) log.scrollTo({ top: there.offsetTop - log.offsetTop - 16, behavior: citewire.calm() ? "auto" : "smooth" });
	}

	function focusTurn(turn) {
		turnAt(turn)?.querySelector(".cw-question").focus({ preventScroll: true });
	}

	function copy(button) {
		const { done, copy } = button.dataset;
		const label = button.textContent;
		if (label === done || !put(copy)) return;
		button.textContent = done;
		setTimeout(() => (button.textContent = label), FLASH_MS);
	}

	// The browser's newer way is closed to pages that came over plain HTTP from another machine.
	function put(words) {
		const held = Object.assign(document.createElement("textarea"), { value: words, className: "cw-unseen" });
		const active = document.activeElement;
		document.body.append(held);
		held.select();
		const done = document.execCommand("copy");
		held.remove();
		active?.focus({ preventScroll: true });
		return done;
	}

	const DEEDS = {
		again: (turn) => citewire.again(turn),
		widen: (turn) => citewire.again(turn, citewire.NO_BOUNDS),
		edit: (_, button) => citewire.edit(button),
		sources: (turn, button) => citewire.panel(turn, { from: button }),
		up: (turn) => citewire.act("vote", { turn, verdict: "up" }),
		down: (turn) => {
			judged = turn;
			citewire.act("vote", { turn, verdict: "down" });
		},
		forget: async (turn, button) => {
			if (!window.confirm(button.dataset.ask)) return;
			await citewire.act("forget", { turn });
			find("#cw-ask textarea").focus({ preventScroll: true });
		},
	};

	// A headline anywhere on the page opens its article.
	function opens(event) {
		const open = event.target.closest("button.cw-open");
		if (open) citewire.read(open.dataset.article, Number(open.dataset.turn), open);
	}

	citewire.parts.push(() => {
		const log = find("#cw-log");
		log.addEventListener("click", (event) => {
			const ref = event.target.closest("a.cw-ref");
			if (ref) {
				event.preventDefault();
				return void citewire.panel(Number(ref.dataset.turn), { n: ref.dataset.n, from: ref });
			}
			const example = event.target.closest("button.cw-example");
			if (example) return void citewire.example(example.textContent);
			const button = event.target.closest("button");
			if (!button) return;
			if (button.matches(".cw-copy")) copy(button);
			else if (button.matches(".cw-untold")) citewire.act("correct", { turn: Number(button.form.dataset.turn), right: "" });
			else DEEDS[button.dataset.act]?.(Number(button.dataset.turn), button);
		});
		log.addEventListener("submit", (event) => {
			event.preventDefault();
			const { right } = event.target.elements;
			if (right.value.trim()) citewire.act("correct", { turn: Number(event.target.dataset.turn), right: right.value });
			else right.focus();
		});
		citewire.root.page.addEventListener("click", opens);
	});

	Object.assign(citewire, { draw, follow, focusTurn, FLASH_MS });
})();
