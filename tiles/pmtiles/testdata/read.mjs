// Prints what the npm package pmtiles reads from an archive: node read.mjs archive z/x/y …
import { open } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { PMTiles } from 'pmtiles';

const [path, ...ids] = process.argv.slice(1);
const file = await open(path);
const reads = [];
const archive = new PMTiles({
  getKey: () => path,
  getBytes: async (offset, length) => {
    reads.push([offset, length]);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return { data: buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + bytesRead) };
  },
});
const header = await archive.getHeader();
const tiles = {};
for (const id of ids) {
  const [z, x, y] = id.split('/').map(Number);
  const tile = await archive.getZxy(z, x, y);
  tiles[id] = tile ? createHash('sha256').update(Buffer.from(tile.data)).digest('hex') : '';
}
console.log(JSON.stringify({ header, metadata: await archive.getMetadata(), tiles, reads: reads.length }));
await file.close();
