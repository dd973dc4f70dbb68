export default function planted(): void {}
