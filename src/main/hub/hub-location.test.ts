import { expect, it } from 'vitest';
import { givenHub, onDisk } from './hub-location';

it.each([
  ['http://127.0.0.1:5990', 'http://127.0.0.1:5990'],
  ['https://tuki.example.fi/luuri//', 'https://tuki.example.fi/luuri'],
  ['file:///etc/passwd', undefined],
  ['127.0.0.1:5990', undefined],
  ['', undefined],
  [undefined, undefined],
])('the given hub %j is %j', (value, hub) => {
  expect(givenHub({ LUURI_HUB_ADDRESS: value })).toBe(hub);
});

it.each([
  ['/opt/Luuri/resources/app.asar/out/hub/hub.js', '/opt/Luuri/resources/app.asar.unpacked/out/hub/hub.js'],
  [
    'C:\\Luuri\\resources\\app.asar\\out\\hub\\hub.js',
    'C:\\Luuri\\resources\\app.asar.unpacked\\out\\hub\\hub.js',
  ],
  ['/home/a/luuri/out/hub/hub.js', '/home/a/luuri/out/hub/hub.js'],
])('the hub of %s is the file %s', (path, file) => {
  expect(onDisk(path)).toBe(file);
});
