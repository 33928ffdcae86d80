/** <show-typed>: lets whoever types a passphrase see it, until they send it. */

class ShowTyped extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const typed = document.getElementById(button.getAttribute("aria-controls"));
    const show = (isShown) => {
      typed.type = isShown ? "text" : "password";
      button.setAttribute("aria-pressed", String(isShown));
    };
    button.addEventListener("click", () => show(typed.type === "password"));
    // A browser must not keep it among the words that it offers again.
    typed.form.addEventListener("submit", () => show(false));
    this.hidden = false;
  }
}

customElements.define("show-typed", ShowTyped);
