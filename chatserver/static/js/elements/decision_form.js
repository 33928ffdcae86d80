/**
 * <decision-form>: shows only the fields that the chosen outcome needs. What is typed in it goes
 * along with the other forms of its page, and stands here again afterwards.
 */

const OWN = ["csrfmiddlewaretoken", "version"];

class DecisionForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this);
    document.addEventListener("formdata", this.#onFormData);
    this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener("formdata", this.#onFormData);
  }

  #onFormData = ({ target, formData }) => {
    if (!target.matches("[data-carries]")) return;
    for (const [name, typed] of new FormData(this.querySelector("form"))) {
      // By names of their own: another form may have a reason too.
      if (!OWN.includes(name)) formData.append(`begun-${name}`, typed);
    }
  };

  handleEvent() {
    const chosen = this.querySelector("[name=outcome]:checked")?.value;
    for (const part of this.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").includes(chosen);
    }
  }
}

customElements.define("decision-form", DecisionForm);
