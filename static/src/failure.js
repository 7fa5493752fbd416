import { button, element } from './dom.js';

/**
 * Says in an element that something went wrong, with a button to try again. A newer failure takes the place of an older.
 * @param {HTMLElement} host
 * @param {string} text
 * @param {() => void} retry
 */
export function report(host, text, retry) {
  host.querySelector(':scope > .failure')?.remove();
  const again = button('Try again', 'Try again', 'retry', () => {
    note.remove();
    retry();
  });
  const note = element('div', { class: 'failure', role: 'alert' }, element('p', {}, text), again);
  host.append(note);
}
