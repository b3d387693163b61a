// Text at twice its size: nothing cut off, nothing past the edge.
import { PAGES, expect, overflow, test } from './support/portal';

/** Elements whose own words are cut off by their own box. */
function clipped(): string[] {
  const hidden = (one: Element) => one.closest('.hide-seen, [hidden], .skip') !== null;
  const ownWords = (one: Element) =>
    Array.from(one.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  const cuts = (one: Element) => {
    const style = getComputedStyle(one);
    const across = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
    const down = ['hidden', 'clip'].includes(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
    // One pixel wide is hidden from the eye on purpose: words for readers by ear.
    return one.clientWidth > 1 && (across || down);
  };
  return Array.from(document.body.querySelectorAll('*'))
    .filter((one) => one instanceof HTMLElement && !(one instanceof HTMLInputElement))
    .filter((one) => ownWords(one) && !hidden(one) && cuts(one))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent?.trim().slice(0, 40)}`);
}

for (const [name, address] of Object.entries(PAGES)) {
  test(`${name} can be read at 200 % text`, async ({ page }) => {
    await page.goto(address);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%', 'important'));
    expect(await overflow(page)).toEqual([]);
    expect(await page.evaluate(clipped)).toEqual([]);
  });
}
