/** Brings the helped fields of forms to life, on a screen and in a dialog. */

import { startNames } from "./name-chips";
import { startPages } from "./page-chooser";
import { startShortLinks } from "./share";
import { startPlaces } from "./tree/place-chooser";

export function bringToLife(root: ParentNode): void {
    startPages(root);
    startNames(root);
    startPlaces(root);
    startShortLinks(root);
}

bringToLife(document);
