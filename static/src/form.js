// The form that chooses the layer and the kinds of sites. Without scripts it is sent; with them each change takes effect at once.

export class LayerForm {
  /**
   * @param {HTMLFormElement} form
   * @param {{ onLayer: (id: string) => void, onKinds: (kinds: string[]) => void }} actions
   */
  constructor(form, { onLayer, onKinds }) {
    this.select = /** @type {HTMLSelectElement | null} */ (form.querySelector('select[name=layer]'));
    this.boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[type=checkbox][name=kinds]')]);
    this.select?.addEventListener('change', () => this.select && onLayer(this.select.value));
    for (const box of this.boxes) box.addEventListener('change', () => onKinds(this.kinds()));
  }

  kinds() {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }

  /**
   * Shows a state that did not come from the form.
   * @param {string} layer
   * @param {string[]} kinds
   */
  set(layer, kinds) {
    if (this.select) this.select.value = layer;
    for (const box of this.boxes) box.checked = kinds.includes(box.value);
  }
}
