#!/usr/bin/env node
import { exit } from "./exit.js";
import { main } from "./main.js";

void main(process.argv.slice(2)).then(exit);
