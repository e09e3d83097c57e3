import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** How long a screen may take to show what is awaited; machines are noisy. */
const patienceMs = 45_000;

/** Somebody at a screen, with a session of their own, who does everything through what the page shows. */
export class Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: script errors, refused contents, broken requests. */
  readonly complaints: string[] = [];
  readonly #name: string;
  #pictures = 0;

  private constructor(name: string, page: Page) {
    this.#name = name;
    this.page = page;
    this.context = page.context();
    this.context.on('weberror', (error) => this.complaints.push(error.error().message));
    this.context.on('console', (message) => {
      // That the server refuses something is part of the story; the browser notes it as a failed resource.
      if (message.type() === 'error' && !/status of 4(01|04|09|22)/.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async come(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options });
    context.setDefaultTimeout(patienceMs);
    return new Person(name, await context.newPage());
  }

  /** Comes and signs in with user name and password, as the demo plant's people do. */
  static async signIn(browser: Browser, url: string, name: string, options: BrowserContextOptions = {}): Promise<Person> {
    const person = await Person.come(browser, name, options);
    await person.page.goto(url);
    await person.type('sign-in-username', name);
    await person.type('sign-in-password', `takt-${name}`);
    await person.press('sign-in-submit');
    await person.sees('nav-home');
    return person;
  }

  the(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  /** Waits until it is on the screen. */
  async sees(testId: string, attributes: Record<string, string> = {}): Promise<Locator> {
    const wanted = Object.entries(attributes).map(([name, value]) => `[data-${name}="${value}"]`).join('');
    const found = this.page.locator(`[data-testid="${testId}"]${wanted}`).first();
    await found.waitFor();
    return found;
  }

  /** Waits until what says the state (a badge within `testId`) says `state`. */
  async seesState(testId: string, state: string): Promise<void> {
    await this.the(testId).locator(`[data-state="${state}"]`).first().waitFor();
  }

  async press(testId: string): Promise<void> {
    await this.the(testId).first().click();
  }

  async type(testId: string, text: string): Promise<void> {
    await this.the(testId).fill(text);
  }

  /** With TAKT_PICTURES=<folder> keeps a picture of the screen. */
  async picture(what: string): Promise<void> {
    const folder = process.env.TAKT_PICTURES;
    if (folder === undefined) return;
    this.#pictures += 1;
    await this.page.screenshot({ path: path.join(folder, `${this.#name}-${String(this.#pictures).padStart(2, '0')}-${what}.png`) });
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
