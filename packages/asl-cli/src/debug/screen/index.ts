export { onScreen } from "./on-screen.js";
