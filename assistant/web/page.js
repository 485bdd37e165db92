// The conversation: the server sends one turn at a time, and this puts it in its place. Clicks become events.
const log = element.querySelector('.ts-log');
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
const turnOf = (number) => log.querySelector(`.ts-turn[data-number="${number}"]`);

function put() {
  const sent = props.value || {};
  if (sent.again !== undefined) return again(sent.again);
  if (sent.save) save(sent.save);
  if (sent.all !== undefined) {
    log.innerHTML = sent.all;
    const last = log.querySelector('.ts-turn:last-child');
    if (last && sent.scroll) last.scrollIntoView({ block: 'start' });
  }
  if (sent.turn === undefined) return;
  if (sent.clear) write('');
  // A link has asked its question: a reload shows the answer, and does not ask again.
  if (location.search) history.replaceState(null, '', location.pathname);
  log.querySelectorAll(':scope > :not(.ts-turn):not(.ts-warning)').forEach((start) => start.remove());
  const made = document.createElement('template');
  made.innerHTML = sent.turn;
  const old = turnOf(sent.number);
  // A step that was on its way when the reader stopped comes too late.
  if (old && old.dataset.state === 'stopped' && made.content.firstElementChild.dataset.state === 'going') return;
  if (old) keepOpen(old, made.content.firstElementChild);
  if (old) old.replaceWith(made.content); else log.append(made.content);
  if (!old) turnOf(sent.number).scrollIntoView({ behavior: calm, block: 'start' });
}
// What the reader unfolded, and the mark that has the focus, stay as they were.
function keepOpen(old, next) {
  const summaries = (turn) => [...turn.querySelectorAll('details')];
  summaries(old).forEach((details, at) => { const now = summaries(next)[at]; if (now && details.open) now.open = true; });
}
// The server does not know this page: it has just been loaded, and what is kept is still being read; or it was left for long.
function again(question) {
  if (performance.now() < 5000) setTimeout(() => trigger('ask', { question, without: '' }), 500);
  else loadAgain(question);
}
function loadAgain(question) {
  sessionStorage.setItem('twosource-typed', question);
  location.reload();
}
function write(question) {
  const box = document.querySelector('#ts-question textarea');
  box.value = question;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  return box;
}
function save(file) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([file.text], { type: 'text/markdown' }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
function copy(button, words) {
  navigator.clipboard.writeText(words)
    .then(() => { button.textContent = 'Copied'; }, () => { prompt('Copy this:', words); });
}
element.addEventListener('click', (event) => {
  const ask = event.target.closest('[data-ask]');
  if (ask) return trigger('ask', { question: ask.dataset.ask, without: ask.dataset.without || '' });
  const edit = event.target.closest('[data-edit]');
  if (edit) return write(edit.dataset.edit).focus();
  const link = event.target.closest('[data-link]');
  if (link) return copy(link, location.origin + location.pathname + link.dataset.link);
  const notes = event.target.closest('[data-copy]');
  if (notes) return copy(notes, notes.parentElement.querySelector('pre').textContent);
  const contest = event.target.closest('[data-contest]');
  if (contest) return trigger('contest', { ...contest.dataset, turn: contest.closest('[data-number]').dataset.number });
  const open = event.target.closest('[data-open]');
  if (!open) return;
  window.twosourceFrom = open;
  const turn = open.closest('[data-number]');
  trigger('open', { ...open.dataset, turn: turn && turn.dataset.number });
});
// Gradio's own buttons without a name, or with another one than what stands on them.
new MutationObserver(() => {
  document.querySelectorAll('button.calendar:not([aria-label])').forEach((button) => button.setAttribute('aria-label', 'Choose a date'));
  document.querySelectorAll('.upload-container[aria-label]').forEach((button) => button.removeAttribute('aria-label'));
}).observe(document.body, { childList: true, subtree: true });
// A server that is gone is told within some seconds. One that was started again knows nothing of this page: it is loaded
// again, with what the browser keeps, and with the question that stands in the box. So is one that slept for half an hour.
const app = window.gradio_config;
let awake = Date.now();
setInterval(async () => {
  const slept = Date.now() - awake;
  awake = Date.now();
  const path = `${app.root}${app.api_prefix || ''}/app_id`;
  const now = await fetch(path, { cache: 'no-store' }).then((reply) => reply.json(), () => null);
  const told = log.querySelector('.ts-gone');
  if (now && (now.app_id !== app.app_id || slept > 1800000)) {
    return loadAgain(document.querySelector('#ts-question textarea').value);
  }
  if (now && told) told.remove();
  if (now || told) return;
  const notice = document.createElement('p');
  notice.className = 'ts-notice ts-error ts-warning ts-gone';
  notice.setAttribute('role', 'alert');
  notice.textContent = 'The server does not answer. Start `twosource chat` again: what was said is kept.';
  log.append(notice);
}, 3000);
// Another tab of this browser went on: the list of conversations shows it.
window.addEventListener('storage', (event) => { if (String(event.key).startsWith('twosource')) trigger('others'); });
const typed = sessionStorage.getItem('twosource-typed');
sessionStorage.removeItem('twosource-typed');
if (typed) setTimeout(() => write(typed));
watch('value', put);
put();
