// The conversation: asks, and follows what becomes of it here, in other windows and on other machines.
(() => {
	const { find, call, say } = citewire;
	// Milliseconds between two looks at a conversation that rests; one that is worked on is looked at without a pause.
	// One where nothing has happened for a while is looked at less often.
	const REST = 2000;
	const WHILE = 15000;
	const IDLE = 10000;
	const HIDDEN = 60000;

	const here = { key: "", revision: 0, shown: 0, working: false, editing: 0, draft: "", asked: 0, changed: 0 };
	let timer = 0;
	let looking = null;
	let sending = false;
	const others = "BroadcastChannel" in window ? new BroadcastChannel("citewire") : null;

	const box = () => find("#cw-ask textarea");

	async function begin({ push = true } = {}) {
		forgetAll();
		if (push) address();
		const bounds = citewire.bounds();
		const told = await call("begin", { bounds });
		if (!told || here.key) return;
		citewire.swap(find("#cw-log"), told.log);
		find("#cw-log").scrollTop = 0;
		citewire.show(told.panel, 0);
		citewire.rail(told.rail);
		if (told.filters !== undefined) citewire.setFilters(told, bounds);
	}

	async function open(key, { push = true } = {}) {
		forgetAll();
		here.key = key;
		if (push) address();
		const told = await call("open", { key });
		if (here.key !== key) return;
		if (!told) return void later();
		if (told.gone) return void begin();
		find("#cw-log").innerHTML = "";
		apply(told);
		// At the end, at once: nobody reads on the way there.
		find("#cw-log").scrollTop = find("#cw-log").scrollHeight;
		if (!find("#cw-filter form")) citewire.fetchFilters();
		later();
	}

	// Draws all of the conversation anew, after something that its answers depend on has changed.
	async function refresh() {
		const { key } = here;
		const told = await call("open", { key });
		if (here.key !== key) return;
		if (told?.gone) return void begin();
		if (told) apply(told);
	}

	function forgetAll() {
		leave();
		Object.assign(here, { key: "", revision: 0, shown: 0, working: false, asked: 0 });
		clearTimeout(timer);
		looking = null;
		find("#cw-log").innerHTML = "";
		citewire.show("", 0);
		entitle("");
		say("");
		ready();
	}

	function entitle(title) {
		const { title: own } = citewire.root.page.dataset;
		document.title = title ? `${title.slice(0, 80)} · ${own}` : own;
	}

	// The conversation is in the page's address: a reload, the way back and another machine find it there.
	function address() {
		if (citewire.viewing() !== "chat") return;
		const query = here.key ? `?conversation=${here.key}` : location.pathname;
		if (location.search !== (here.key ? query : "")) history.pushState(null, "", query);
	}

	function arrive() {
		const asked = new URLSearchParams(location.search);
		const name = asked.has("clippings") ? "clippings" : asked.get("view");
		if (asked.has("clippings")) citewire.clipped.key = asked.get("clippings");
		citewire.view(["library", "clippings"].includes(name) ? name : "chat", { push: false, fresh: false });
		// Elsewhere the conversation stays as it is.
		const key = asked.get("conversation") ?? (citewire.viewing() === "chat" ? "" : here.key);
		if (key !== here.key || !find("#cw-log").hasChildNodes()) key ? open(key, { push: false }) : begin({ push: false });
	}

	async function ask(question, turn = 0, { name = "ask", bounds = citewire.bounds() } = {}) {
		if (sending) return null;
		if (here.working) {
			say(citewire.root.page.dataset.oneAtATime, { seen: true });
			return null;
		}
		sending = true;
		const key = here.key;
		const fields = name === "ask" ? { key, turn, question, bounds } : { key, turn, bounds };
		const told = await call(name, fields);
		sending = false;
		if (!told?.turn) {
			if (told?.at === "filters") citewire.openFilters();
			else box().focus({ preventScroll: true });
			return null;
		}
		// Of a conversation that was deleted elsewhere this page may know by now.
		if (key && told.key !== key && [key, ""].includes(here.key)) {
			await open(told.key);
			return told;
		}
		if (here.key !== key) return told;
		here.key = told.key;
		here.shown = here.asked = told.turn;
		address();
		here.working = true;
		ready();
		citewire.rail(told.rail);
		citewire.follow(told.turn);
		look();
		return told;
	}

	// What stands in the box stays there until the question is taken.
	async function submit() {
		const typed = box().value;
		const told = await ask(typed, here.editing);
		if (!told) return;
		if (here.editing) leave();
		else if (box().value === typed) box().value = "";
	}

	async function again(turn, bounds = citewire.bounds()) {
		const told = await ask("", turn, { name: "again", bounds });
		if (told) citewire.focusTurn(turn);
	}

	async function example(question) {
		const told = await ask(question);
		if (told) box().focus({ preventScroll: true });
	}

	function later() {
		clearTimeout(timer);
		const idle = Date.now() - here.changed > WHILE;
		if (here.key) timer = setTimeout(look, here.working ? 20 : document.hidden ? HIDDEN : idle ? IDLE : REST);
	}

	async function look() {
		clearTimeout(timer);
		if (!here.key || looking) return;
		const mine = (looking = Symbol("look"));
		const { key, revision, shown, working, asked } = here;
		const told = await call("look", { key, revision, shown, wait: working }, { quietly: !working });
		if (looking !== mine) return;
		looking = null;
		if (here.key !== key) return;
		if (told?.gone) return void begin();
		if (told?.turns) attempt(() => apply(told));
		else if (here.asked === asked) rest(told ? told.working : false);
		if (!told && working) await new Promise((done) => setTimeout(done, REST));
		if (here.key === key) later();
	}

	// What goes wrong while a change is drawn is said, and the page can be used further.
	function attempt(change) {
		try {
			change();
		} catch (error) {
			console.warn(error);
			rest(false);
			say(citewire.root.page.dataset.unexpected, { seen: true });
		}
	}

	// A page that does not know of anybody at work is ready for the next question.
	function rest(working) {
		here.working = working;
		ready();
	}

	function apply(told) {
		if (told.revision < here.revision) return;
		const before = here.working;
		here.revision = told.revision;
		here.working = told.working;
		here.changed = Date.now();
		citewire.draw(told);
		if (told.rail) citewire.rail(told.rail);
		entitle(told.title);
		if (told.panel && (here.shown === told.shown || !here.shown)) {
			here.shown = told.shown;
			citewire.show(told.panel, told.shown);
		}
		if (told.shown === here.asked && told.said) say(told.said);
		if (here.asked && Object.hasOwn(told.changed, here.asked)) citewire.follow(here.asked);
		if (!here.working) {
			here.asked = 0;
			if (before) others?.postMessage({ key: here.key });
		}
		citewire.pins(told.pinned);
		ready();
	}

	function ready() {
		find("#cw-ask .submit-button").hidden = here.working;
		find("#cw-ask .stop-button").hidden = !here.working;
	}

	// Does something to the conversation, then looks what became of it.
	async function act(name, fields) {
		const told = await call(name, { key: here.key, ...fields });
		if (!told) return null;
		others?.postMessage({ key: here.key });
		if (here.key) await look();
		if (told.said) say(told.said, { seen: false });
		return told;
	}

	function edit(button) {
		if (!here.editing) here.draft = box().value;
		here.editing = Number(button.dataset.turn);
		box().value = button.dataset.words;
		find("#cw-leave").hidden = false;
		find("#cw-ask").classList.add("cw-editing");
		say(button.dataset.said, { seen: true });
		box().focus();
	}

	function leave() {
		if (!here.editing) return;
		box().value = here.draft;
		Object.assign(here, { editing: 0, draft: "" });
		find("#cw-leave").hidden = true;
		find("#cw-ask").classList.remove("cw-editing");
		say("");
	}

	citewire.parts.push(() => {
		find("#cw-ask").addEventListener("submit", (event) => {
			event.preventDefault();
			submit();
		});
		box().addEventListener("keydown", (event) => {
			if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
			event.preventDefault();
			submit();
		});
		find("#cw-ask .stop-button").addEventListener("click", async () => {
			await act("halt", {});
			box().focus({ preventScroll: true });
		});
		find("#cw-leave").addEventListener("click", () => {
			leave();
			box().focus();
		});
		find("#cw-new").addEventListener("click", async () => {
			citewire.view("chat", { push: false, fresh: false });
			await begin();
			if (!citewire.narrow()) box().focus({ preventScroll: true });
		});
		find("#cw-export-menu").addEventListener("click", async (event) => {
			const button = event.target.closest("button[data-export]");
			if (!button) return;
			find("#cw-export-menu").hidePopover();
			const [name, key] = citewire.viewing() === "clippings" ? ["export_clippings", citewire.clipped.key] : ["export", here.key];
			const told = await call(name, { key, form: button.dataset.export });
			if (told) citewire.save(told);
		});
		window.addEventListener("popstate", arrive);
		document.addEventListener("visibilitychange", () => document.hidden || look());
		others?.addEventListener("message", (event) => event.data.key === here.key && look());
		arrive();
	});

	Object.assign(citewire, { here, begin, open, refresh, ask, again, example, act, edit });
})();
