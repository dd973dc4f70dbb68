export function planted(): void {
  console.log('debug');
}
