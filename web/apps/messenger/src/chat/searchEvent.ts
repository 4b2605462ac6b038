/** Whoever wants the search of the list says so with this event. */
export const SEARCH_EVENT = "hutong:search";
