/** <decision-form>: shows only the fields that the chosen outcome needs. */

class DecisionForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this);
    this.handleEvent();
  }

  handleEvent() {
    const chosen = this.querySelector("[name=outcome]:checked")?.value;
    for (const part of this.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").includes(chosen);
    }
  }
}

customElements.define("decision-form", DecisionForm);
