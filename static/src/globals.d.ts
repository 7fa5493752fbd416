/** Name of the worker's bundled file, beside main.js; set by the bundler. */
declare const WORKER_FILE: string;

/** What `self` is an instance of in a worker; the types of pages leave it out. */
declare class WorkerGlobalScope {}
