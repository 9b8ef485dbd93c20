// Icons from Roster's sprite.
import sprite from "../../../../src/ui/icons.svg";

const html = { __html: sprite };

/** The sprite, once in the page. */
export const Sprite = () => <div hidden aria-hidden="true" dangerouslySetInnerHTML={html} />;

/** One icon. */
export function Icon({ name, small = false }) {
  return (
    <svg className={small ? "r-icon r-icon--sm" : "r-icon"} aria-hidden="true">
      <use href={`#r-i-${name}`} />
    </svg>
  );
}
