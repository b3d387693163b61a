// Each kind of page against WCAG 2.2 AA as far as a program can tell, and inside its width.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ENGLISH, PAGES, expect, overflow, test } from './support/portal';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [320, 390, 768, 1024, 1280];

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return found.violations.flatMap((rule) =>
    rule.nodes.slice(0, 4).map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary ?? rule.help}`),
  );
}

for (const [name, address] of Object.entries({ ...PAGES, ...ENGLISH })) {
  test(`${name} has no barrier that axe finds`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(address);
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [320, 1280]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        found.push(...(await violations(page)).map((one) => `${colorScheme} ${width}: ${one}`));
      }
    }
    expect(found).toEqual([]);
  });

  test(`${name} stays inside its width from 320 to 1280`, async ({ page }) => {
    await page.goto(address);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      expect(await overflow(page), `at ${width}`).toEqual([]);
    }
  });
}
