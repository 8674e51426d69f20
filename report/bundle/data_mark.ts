/** Stands in the page where the data goes. */
export const DATA_MARK = "/*data*/";
