/** A program on the customer's machine whose small text scrolls when it is told to: the same text every time. */
const LINES = 600;
const PIXELS_PER_SECOND = 300;
const WORDS =
  'service printer driver 설치 update failed retry timeout 네트워크 session user 계정 error 0x80070005 warning disk ok 재시작 path C:\\Windows\\System32 policy'.split(
    ' ',
  );

let seed = 1;
function next(limit) {
  seed = (seed * 48271) % 2147483647;
  return seed % limit;
}

const text = document.getElementById('text');
text.textContent = Array.from({ length: LINES }, (_none, line) => {
  const words = Array.from({ length: 12 + next(16) }, () => WORDS[next(WORDS.length)]);
  return `${String(line).padStart(4, '0')}  ${words.join(' ')}`;
}).join('\n');

/** Scrolls for so many milliseconds, and resolves when it stands. */
window.scrollFor = (ms) =>
  new Promise((resolve) => {
    const [startedAt, from] = [performance.now(), text.scrollTop];
    const step = (now) => {
      const elapsed = Math.min(now - startedAt, ms);
      text.scrollTop = from + Math.max(0, (elapsed / 1000) * PIXELS_PER_SECOND);
      if (elapsed < ms) requestAnimationFrame(step);
      else resolve();
    };
    requestAnimationFrame(step);
  });

/** Back to the first line. */
window.scrollBack = () => {
  text.scrollTop = 0;
};
