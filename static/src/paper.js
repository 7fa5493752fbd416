// What is printed is the server's picture, which is drawn in lines and fits any paper. This keeps it in step with the map.

import { swap } from './fragments.js';

const PICTURE = 'map-picture';
const SETTLE_MS = 500; // nobody prints sooner, and a walk from area to area asks once

export class Paper {
  /** @param {import('./fragments.js').Fragments} fragments */
  constructor(fragments) {
    this.fragments = fragments;
    this.timer = 0;
  }

  /**
   * Fetches the picture of a page once no other page has been asked for. Until it is there nothing is printed in its
   * place: an old picture beside a new legend would be wrong.
   * @param {string} url
   */
  refresh(url) {
    document.getElementById(PICTURE)?.replaceChildren();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(async () => {
      const page = await this.fragments.fetch('picture', url).catch(() => null);
      if (page) swap(page, [PICTURE]);
    }, SETTLE_MS);
  }
}
