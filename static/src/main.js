import { readConfig } from './config.js';
import { reportHeight } from './embed.js';
import { MapPage } from './mappage.js';
import { enhanceSearch } from './search.js';

const config = readConfig();
if (config?.embed) reportHeight();
/** @type {MapPage | null} */
const page = config && document.getElementById('map') ? new MapPage(config) : null;
page?.start();
enhanceSearch(page && ((found) => page.find(found)));
