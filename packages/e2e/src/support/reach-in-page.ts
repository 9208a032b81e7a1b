/**
 * A walk through a page by keys: which controls there are, which of them the focus comes to, and whether that is seen.
 * Each function is sent to the page as text, and so holds all that it needs; between them the page keeps the walk.
 */

type Walk = {
  readonly controls: readonly Element[];
  readonly reached: Set<Element>;
  readonly invisible: Set<Element>;
  /** They had the focus under something else, or outside the window. */
  readonly covered: Set<Element>;
  /** Where the focus was, and how all around it looked. */
  last: { readonly element: Element; readonly look: string } | undefined;
  /** How often in a row the focus has stayed where it was. */
  stays: number;
};

declare global {
  interface Window {
    walk?: Walk;
  }
}

/** Begins anew. `key` goes from one control to the next here; `count`: how many there are. */
export function beginWalk(): { readonly key: 'Tab' | 'ArrowDown'; readonly count: number } {
  const CONTROLS =
    'a[href], button, input, select, textarea, summary, [tabindex], [role^=menuitem], [role=tab]';
  const OUT_OF_USE = ':disabled, [aria-disabled=true], [data-disabled], [type=hidden], [role=option]';
  // Else a tab index of -1 says that it is come to in another way: a dialog's own box, what another control leads into.
  const ALWAYS = 'a, button, input, select, summary, [role^=menuitem], [role=tab]';
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) &&
    element.closest('[inert], [aria-hidden=true]') === null;
  const isUsable = (element: Element): boolean =>
    !element.matches(OUT_OF_USE) && (element.matches(ALWAYS) || element.getAttribute('tabindex') !== '-1');

  const focus = document.activeElement;
  const menu = focus?.closest('[role=menu]');
  const modal = [...document.querySelectorAll('[aria-modal=true]')].findLast(isShown);
  const scope: ParentNode = menu ?? modal ?? focus?.closest('[role=dialog]') ?? document;
  const controls = [...scope.querySelectorAll(CONTROLS)].filter((each) => isShown(each) && isUsable(each));
  window.walk = {
    controls,
    reached: new Set(),
    invisible: new Set(),
    covered: new Set(),
    last: undefined,
    stays: 0,
  };
  return { key: menu ? 'ArrowDown' : 'Tab', count: controls.length };
}

type Step = {
  /** The number of what has the focus among the controls; -1 where it is none of them. */
  readonly at: number;
  readonly html: string;
  /** The key led nowhere. */
  readonly isStuck: boolean;
};

/** Notes where the focus is now, and whether what it left looks different without it. */
export function noteFocus(): Step {
  const { walk } = window;
  if (walk === undefined) throw new Error('the walk has not begun');
  /** All that could show a focus: itself, what stands for it, what is around it. */
  const lookOf = (element: Element): string => {
    const around: (Element | null)[] = [element, element.nextElementSibling];
    for (let up = element.parentElement; up !== null && around.length < 6; up = up.parentElement)
      around.push(up);
    return around
      .filter((each) => each !== null)
      .map((each) => getComputedStyle(each))
      .map((style) => [style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join('|'))
      .join();
  };
  const isCovered = (element: Element): boolean => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const [x, y] = [
      Math.max(left, Math.min(innerWidth, right) - 4),
      Math.max(top, Math.min(innerHeight, bottom) - 4),
    ];
    const there = document.elementFromPoint((left + x) / 2, (top + y) / 2);
    // What is drawn for a field of the system's lies beside or around it.
    return there === null || !(element.parentElement ?? element).contains(there);
  };
  const focus = document.activeElement === document.body ? null : document.activeElement;
  const { last, controls } = walk;
  const stays = focus !== null && focus === last?.element;
  if (last !== undefined && !stays && lookOf(last.element) === last.look) walk.invisible.add(last.element);
  walk.stays = stays ? walk.stays + 1 : 0;
  walk.last = focus === null ? undefined : { element: focus, look: lookOf(focus) };
  if (focus !== null) walk.reached.add(focus);
  if (focus !== null && isCovered(focus)) walk.covered.add(focus);
  return {
    at: controls.findIndex((each) => each === focus),
    html: focus?.outerHTML.slice(0, 200) ?? '',
    // A day is written in three parts and chosen from a calendar: so often Tab stays in its field.
    isStuck: walk.stays > (focus?.matches('input[type=date]') === true ? 3 : 0) && controls.length > 1,
  };
}

type Found = Readonly<Record<'unreached' | 'invisible' | 'covered', readonly string[]>>;

/** What no key led to, what looked the same with the focus as without, what was covered; none where all is well. */
export function endWalk(): Found {
  const { walk } = window;
  if (walk === undefined) throw new Error('the walk has not begun');
  /** One of them has the focus, the arrows lead to the others. */
  const groupOf = (element: Element): unknown =>
    element instanceof HTMLInputElement && element.type === 'radio'
      ? element.name
      : (element.closest('[role=tablist]') ?? element);
  const htmlOf = (element: Element): string =>
    `${element.textContent.slice(0, 40)} ${element.outerHTML.slice(0, 200)}`;
  const groups = new Set([...walk.reached].map(groupOf));
  // What went by itself meanwhile, as a notice does, is nothing that a key has to lead to any more.
  const unreached = walk.controls.filter((each) => each.isConnected && !groups.has(groupOf(each)));
  return {
    unreached: unreached.map(htmlOf),
    invisible: [...walk.invisible].map(htmlOf),
    covered: [...walk.covered].map(htmlOf),
  };
}
