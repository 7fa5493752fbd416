// The page as a whole: keeps map, form, panel, words and URL in step. The other modules know nothing of each other.

import { element } from './dom.js';
import { LayerForm } from './form.js';
import { Fragments, swap } from './fragments.js';
import { MapView } from './mapview.js';
import { Panel } from './panel.js';
import { formatState, parseState } from './state.js';
import { announce } from './status.js';

/**
 * @typedef {import('./config.js').Config} Config
 * @typedef {import('./state.js').State} State
 */

const MOVE_SETTLES_MS = 300;
const WALK_SETTLES_MS = 800;
const WORDS = ['summary', 'legend', 'table', 'map-picture'];

export class MapPage {
  /** @param {Config} config */
  constructor(config) {
    this.config = config;
    this.state = parseState(location.search);
    this.state.area ||= config.area ?? '';
    this.fragments = new Fragments();
    this.rewording = 0; // timer
    const panel = document.getElementById('panel');
    this.panel = panel && new Panel(this.fragments, panel);
    const form = /** @type {HTMLFormElement | null} */ (document.getElementById('layer-form'));
    this.form = form && new LayerForm(form, {
      onLayer: (layer) => this.change({ layer }),
      onKinds: (kinds) => this.change({ kinds }),
    });
    this.usualKinds = config.kinds.filter((k) => k.shown).map((k) => k.kind); // unless the URL says otherwise
    this.view = new MapView(config, {
      onChoose: (code) => this.choose(code),
      onClear: () => this.change({ area: '' }),
      onEnter: () => this.panel?.focus(),
    });
  }

  /** Draws the map, and sets the ready signal when all of it is there. */
  async start() {
    document.documentElement.classList.add('has-map');
    addEventListener('popstate', () => this.restore());
    document.addEventListener('click', (event) => this.follow(event));
    document.addEventListener('keydown', ({ key, target }) => {
      if (key === 'Escape' && /** @type {Element} */ (target).closest('#panel .sheet')) this.close();
    });
    this.offerSkip();
    await this.view.start(this.state, this.kinds());
    let timer = 0;
    this.view.onMoved(() => {
      clearTimeout(timer);
      timer = window.setTimeout(() => this.moved(), MOVE_SETTLES_MS);
    });
    document.documentElement.dataset.ready = '1';
  }

  /** Adds a second skip link, to the map: without scripts there is nothing there to do. */
  offerSkip() {
    const link = element('a', { class: 'skip', href: '#map' }, 'Skip to the map');
    link.addEventListener('click', (event) => {
      event.preventDefault(); // the address says what is shown, not where the focus is
      this.view.focus();
    });
    document.querySelector('.skip')?.after(link);
  }

  /** The kinds of sites to show. */
  kinds() {
    return this.state.kinds ?? this.usualKinds;
  }

  /**
   * Chooses an area on the map and in the panel.
   * @param {string} code
   * @param {{ focus?: boolean }} [options] focus: move on to its figures
   */
  async choose(code, { focus = false } = {}) {
    await this.change({ area: code }, { near: focus }); // nobody has pointed at it: it may be anywhere
    if (focus) this.panel?.focus();
  }

  /**
   * Shows what a search found, and reports whether it could.
   * @param {import('./search.js').Found} found
   */
  find({ site, code, bbox }) {
    if (site && this.view.openSite(site)) return true;
    if (site) return false; // of a kind that is not on the map: its own page says more
    if (code) this.choose(code, { focus: true });
    else if (bbox) this.view.zoomTo(bbox);
    return Boolean(code || bbox);
  }

  /**
   * Commits a change that deserves its own entry in the history.
   * @param {Partial<State>} change
   * @param {{ near?: boolean }} [options] near: go close to the area
   */
  async change(change, options) {
    const before = this.state;
    this.state = { ...before, ...change };
    const url = this.url();
    if (url !== location.pathname + location.search) {
      if (this.config.embed) history.replaceState(null, '', url); // the back button is the holder's
      else history.pushState(null, '', url);
    }
    await this.apply(before, options);
  }

  /** Goes back or forward to what the URL says. */
  async restore() {
    const before = this.state;
    this.state = parseState(location.search);
    if (this.state.view) this.view.moveTo(this.state.view);
    await this.apply(before);
  }

  /**
   * Brings everything into step with the state.
   * @param {State} before
   * @param {{ near?: boolean }} [options]
   */
  async apply(before, options) {
    const { layer, area, kinds } = this.state;
    this.form?.set(layer, this.kinds());
    const layerChanged = layer !== before.layer;
    const kindsChanged = kinds?.join() !== before.kinds?.join();
    const areaChanged = area !== before.area;
    await Promise.all([
      layerChanged && this.view.showLayer(layer),
      kindsChanged && this.view.showSites(this.kinds()),
      areaChanged && this.showArea(area, options),
      (layerChanged || kindsChanged) && this.reword(layerChanged),
    ]);
    if (areaChanged && !layerChanged && !kindsChanged) this.rewordSoon();
  }

  /**
   * @param {string} area a code; empty for none
   * @param {{ near?: boolean }} [options]
   */
  async showArea(area, options) {
    await Promise.all([
      this.view.select(area, options),
      area ? this.panel?.show(area) : this.panel?.clear(this.url({ area: '' })),
    ]);
    if (!area) announce('No area chosen.');
  }

  /**
   * Fetches what the page says and prints of the present state: sentence, legend, table, and the picture for paper.
   * @param {boolean} say whether to announce the layer
   */
  async reword(say) {
    clearTimeout(this.rewording);
    const url = this.url({ view: null });
    try {
      const page = await this.fragments.fetch('words', `${url}${url.includes('?') ? '&' : '?'}fragment=1`);
      if (!page) return;
      const focused = document.activeElement; // is not taken away from under anyone
      swap(page, WORDS.filter((id) => !document.getElementById(id)?.contains(focused)));
      this.view.suit();
      if (page.title) document.title = page.title;
      const layer = this.config.layers.find((l) => l.id === this.state.layer);
      if (say && layer) announce(`Map and table now show ${layer.title}.`);
    } catch {
      this.view.report('The legend and the table could not be loaded, and still show what was chosen before.', () => this.reword(say));
    }
  }

  /** The same for another area, which only marks it there: once the walk from area to area has come to rest. */
  rewordSoon() {
    clearTimeout(this.rewording);
    this.rewording = window.setTimeout(() => this.reword(false), WALK_SETTLES_MS);
  }

  /**
   * Follows links to areas and sites on the map; with a modifier key, links stay links.
   * @param {MouseEvent} event
   */
  follow(event) {
    const any = /** @type {Element} */ (event.target).closest('a');
    if (any && this.config.embed) any.target = '_blank'; // of ours, only the embed itself may stand in a frame
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = /** @type {Element} */ (event.target).closest('a[data-area], a[data-site], a[data-close]');
    if (!(link instanceof HTMLElement)) return;
    const { area, site } = link.dataset;
    if (site && !this.view.openSite(site)) return;
    event.preventDefault();
    if (site) return;
    if (area) this.choose(area, { focus: true });
    else this.close();
  }

  /** Leaves an area's figures for the map. */
  async close() {
    await this.change({ area: '' });
    this.view.focus();
  }

  /** Notes in the URL where the map now is. */
  moved() {
    this.state = { ...this.state, view: this.view.place() };
    history.replaceState(history.state, '', this.url());
  }

  /**
   * The page's URL in its present state, or one that differs from it.
   * @param {Partial<State>} [change]
   */
  url(change = {}) {
    return location.pathname + formatState({ ...this.state, ...change }, location.search);
  }
}
