// The script of every page: plays films, lets one leaf through moments and games, switches between
// light and dark. Without it a page is whole: films are strips, the first moment stands for all.
#pragma once

namespace crossroads {

inline constexpr const char* kReportScript = R"js(
'use strict';
(() => {
const root = document.documentElement;
root.classList.add('js');
const wantsDark = matchMedia('(prefers-color-scheme: dark)');
const wantsCalm = matchMedia('(prefers-reduced-motion: reduce)');

function element(name, attributes, text) {
  const one = document.createElement(name);
  for (const key in attributes) one.setAttribute(key, attributes[key]);
  if (text) one.textContent = text;
  return one;
}

function button(text, label, action) {
  const one = element('button', {type: 'button', ...(label && {'aria-label': label})}, text);
  one.addEventListener('click', action);
  return one;
}

// All films of a box run together. Of each, the script shows one picture at a time.
function player(box) {
  const films = [...box.querySelectorAll('.frames')].map((list) => [...list.children]);
  const count = Math.max(...films.map((film) => film.length));
  const pause_ms = Number(box.dataset.ms), last_ms = Number(box.dataset.lastMs);
  let now = 0, timer = 0;
  const slider = element('input', {type: 'range', min: 0, max: count - 1, 'aria-label': box.dataset.label});
  const said = element('output', {'aria-live': 'off'});  // it would speak with every frame

  function show(frame) {
    now = (frame + count) % count;
    for (const film of films) {
      const at = Math.min(now, film.length - 1);
      film.forEach((one, i) => one.classList.toggle('on', i === at));
    }
    slider.value = now;
    const caption = films[0][Math.min(now, films[0].length - 1)].querySelector('small');
    said.textContent = caption ? caption.textContent : String(now);
    slider.setAttribute('aria-valuetext', said.textContent);
  }
  function wait() {
    timer = setTimeout(() => { show(now + 1); wait(); }, now === count - 1 ? last_ms : pause_ms);
  }
  function play() {
    if (!timer) wait();
    toggle.textContent = 'Pause';
  }
  function pause() {
    clearTimeout(timer);
    timer = 0;
    toggle.textContent = 'Play';
  }
  const step = (by) => () => { byHand = true; pause(); show(now + by); };
  const toggle = button('Play', '', () => { byHand = true; timer ? pause() : play(); });
  slider.addEventListener('input', () => { byHand = true; pause(); show(Number(slider.value)); });

  const controls = element('div', {class: 'controls'});
  if (pause_ms) {
    controls.append(toggle, button('\u2039', 'one frame back', step(-1)),
                    button('\u203a', 'one frame on', step(1)));
  }
  controls.append(slider, said);
  box.append(controls);

  // It plays by itself only while it is seen, and never for those who asked for less motion.
  let byHand = !pause_ms || wantsCalm.matches;
  show(byHand && box.dataset.still === 'last' ? count - 1 : 0);
  new IntersectionObserver((seen) => {
    const visible = seen[seen.length - 1].isIntersecting;
    if (!visible) pause();
    else if (!byHand) play();
  }, {threshold: 0.3}).observe(box);
}

// Shows one of several pages at a time.
function leaf(book) {
  const pages = [...book.children];
  if (pages.length < 2) return;
  const bar = element('div', {class: 'leaves', role: 'group', 'aria-label': book.dataset.label});
  const show = (chosen) => pages.forEach((page, i) => {
    page.classList.toggle('off', i !== chosen);
    bar.children[i].setAttribute('aria-pressed', i === chosen);
  });
  pages.forEach((page, i) => bar.append(
      button(String(i + 1), book.dataset.label + ' ' + (i + 1), () => show(i))));
  book.before(bar);
  show(0);
}

function themeSwitch() {
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : wantsDark.matches);
  const one = button('', 'light or dark', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    tell();
  });
  const tell = () => { one.textContent = isDark() ? 'Light' : 'Dark'; };
  one.className = 'theme';
  wantsDark.addEventListener('change', tell);
  tell();
  document.querySelector('nav').append(one);
}

document.addEventListener('DOMContentLoaded', () => {
  themeSwitch();
  document.querySelectorAll('.player').forEach(player);
  document.querySelectorAll('.leafed').forEach(leaf);
});
})();
)js";

}  // namespace crossroads
