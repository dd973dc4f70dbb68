export { stableId } from '../lib/stable-id';
