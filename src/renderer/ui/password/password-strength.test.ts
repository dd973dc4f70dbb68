import { describe, expect, it } from 'vitest';
import { passwordStrength } from './password-strength';

describe('password strength', () => {
  it('says too short below eight characters, whatever they are', () => {
    expect(passwordStrength('')).toBe('tooShort');
    expect(passwordStrength('aB3$xY7')).toBe('tooShort');
  });
  it('calls common words, repeats and own names weak', () => {
    expect(passwordStrength('salasana1')).toBe('weak');
    expect(passwordStrength('aaaaaaaaaaaa')).toBe('weak');
    expect(passwordStrength('Virtanen77!', ['Maija Virtanen'])).toBe('weak');
  });
  it('prefers length over signs', () => {
    expect(passwordStrength('kruvhtmq')).toBe('weak');
    expect(passwordStrength('kruvhtmqpl')).not.toBe('good');
    expect(passwordStrength('neljä vanhaa saapasta pihalla')).toBe('good');
    expect(passwordStrength('tR7$kq!Zp2')).toBe('good');
  });
});
