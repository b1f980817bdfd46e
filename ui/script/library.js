// The library: what can be done with each article.
(() => {
	function library(element, trigger) {
		citewire.opens(element, trigger);
		element.addEventListener("click", (event) => {
			const button = event.target.closest("button.cw-remove");
			if (button) trigger("remove", { article: button.dataset.article });
		});
	}

	// A form that was taken is rendered anew, empty; one that was refused keeps what was typed.
	function paste(element, trigger) {
		element.addEventListener("submit", (event) => {
			event.preventDefault();
			const { title, outlet, day, text } = event.target.elements;
			trigger("paste", { title: title.value, outlet: outlet.value, day: day.value, text: text.value });
		});
	}

	Object.assign(window.citewire, { library, paste });
})();
