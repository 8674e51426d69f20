import { render } from "preact";
import type { PageData } from "../data/page_data.ts";
import { HostedPage } from "./host/hosted_page.tsx";
import { Page } from "./page.tsx";

const place = document.getElementById("page")!;
const text = document.getElementById("data")!.textContent!;
place.textContent = "";
// Without data of its own, the page is one that a host fills.
if (text) render(<Page data={JSON.parse(text) as PageData} />, place);
else if (parent !== window) render(<HostedPage window={parent} />, place);
else place.textContent = "This page has no data, and no host that has.";
