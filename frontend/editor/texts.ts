/** The words of the editor: those of all scripts. */

export { gettext, interpolate, ngettext } from "../ui/texts";
