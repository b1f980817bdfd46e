// The welcome: asks about an article, and bounds the filters by what is pointed at.
(() => {
	const { find } = citewire;

	// From the bar where the pointer went down to the one where it came up; a bar by itself is a drawing of one.
	function bars(log) {
		let begun = null;
		const over = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".cw-bars button");
		const choose = (one, other) => {
			const ends = [one, other].sort((a, b) => (a.dataset.from < b.dataset.from ? -1 : 1));
			mark(ends);
			citewire.bound({ from: ends[0].dataset.from, to: ends[1].dataset.to });
		};
		log.addEventListener("pointerdown", (event) => {
			begun = event.target.closest(".cw-bars button");
		});
		log.addEventListener("pointermove", (event) => {
			const there = begun && over(event);
			if (there) mark([begun, there].sort((a, b) => (a.dataset.from < b.dataset.from ? -1 : 1)));
		});
		log.addEventListener("pointerup", (event) => {
			const there = begun && over(event);
			if (there && there !== begun) choose(begun, there);
			begun = null;
		});
		log.addEventListener("click", (event) => {
			const bar = event.target.closest(".cw-bars button");
			if (bar) choose(bar, bar);
		});
	}

	function mark([first, last]) {
		for (const bar of find("#cw-log").querySelectorAll(".cw-bars button")) {
			const within = first.dataset.from <= bar.dataset.from && bar.dataset.from <= last.dataset.from;
			bar.setAttribute("aria-pressed", String(within));
		}
	}

	citewire.parts.push(() => {
		bars(find("#cw-log"));
		find("#cw-log").addEventListener("click", (event) => {
			const only = event.target.closest("button.cw-only");
			if (!only) return;
			const others = citewire.bounds().outlets.filter((name) => name !== only.dataset.outlet);
			const chosen = others.length === citewire.bounds().outlets.length;
			citewire.bound({ outlets: chosen ? [...others, only.dataset.outlet] : others });
			only.setAttribute("aria-pressed", String(chosen));
		});
		citewire.root.page.addEventListener("click", async (event) => {
			const about = event.target.closest("button.cw-about");
			if (!about) return;
			citewire.closeSheet();
			citewire.view("chat", { fresh: false });
			await citewire.example(about.dataset.question);
		});
	});
})();
