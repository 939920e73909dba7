/** Clicks on parts that may come into the page later. */

/** A click that asks for the thing itself; one with a modifier key follows the link, as on every other link. */
export const isPlain = (event: MouseEvent) =>
    !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

/** The closest element around what an event met, itself included. */
export const around = <Found extends Element>(target: EventTarget | null, selector: string) =>
    target instanceof Element ? target.closest<Found>(selector) : null;
