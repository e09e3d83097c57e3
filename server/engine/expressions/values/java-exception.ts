/** An exception of the Java runtime that feel-scala lets through: it fails the whole evaluation, with Java's class name in the message. */
export class JavaException extends Error {
  readonly className: string;

  constructor(className: string, message: string) {
    super(message);
    this.className = className;
  }

  override toString(): string {
    return `${this.className}: ${this.message}`;
  }
}
