// Small helpers to make elements. Nothing here, or anywhere, takes HTML as text: the content policy forbids inline styles.

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * @param {string} path
 * @param {Record<string, string>} [attributes] of the path
 * @param {string} [className] of the drawing
 */
export function drawing(path, attributes = {}, className = 'icon') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const box = { class: className, viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' };
  for (const [name, value] of Object.entries(box)) svg.setAttribute(name, value);
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  for (const [name, value] of Object.entries({ d: path, ...attributes })) shape.setAttribute(name, value);
  svg.append(shape);
  return svg;
}

/**
 * @param {string} label read aloud and shown as a hint
 * @param {Node | string} face
 * @param {string} className
 * @param {() => void} act
 */
export function button(label, face, className, act) {
  const made = element('button', { type: 'button', class: className, 'aria-label': label, title: label }, face);
  made.addEventListener('click', act);
  return made;
}
