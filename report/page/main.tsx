import { render } from "preact";
import type { PageData } from "../data/page_data.ts";
import { Page } from "./page.tsx";

const place = document.getElementById("page")!;
const text = document.getElementById("data")!.textContent!;
place.textContent = "";
render(<Page data={JSON.parse(text) as PageData} />, place);
