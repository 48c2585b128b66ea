// The style sheet of every page: one look for compare, score and rollout.
#pragma once

#include <string>

namespace crossroads {

inline constexpr const char* kLightColours = R"css(color-scheme:light;
--paper:#fbfaf7;--card:#fff;--ink:#1c1d24;--quiet:#5d5f69;--line:#dfddd6;--plain:#b3b1aa;
--valid:#087d5d;--blend:#ab5a00;--vanished:#6d55c4;--other:#cf2f52;--truth:#1f6fd1;
--mode0:#087d5d;--mode1:#5cc9a7;--mode2:#07614a;--mode3:#9ae0c9;)css";

inline constexpr const char* kDarkColours = R"css(color-scheme:dark;
--paper:#111218;--card:#191b23;--ink:#ecebe6;--quiet:#a6a8b4;--line:#2e3039;--plain:#565966;
--valid:#2ec496;--blend:#ff9f40;--vanished:#a08ff0;--other:#f4597b;--truth:#5aaaff;
--mode0:#2ec496;--mode1:#157a5b;--mode2:#86e3c5;--mode3:#0d5540;)css";

inline constexpr const char* kReportStyle = R"css(
:root{--z:3;scroll-padding-top:4rem}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
-webkit-text-size-adjust:100%}
header,section,footer,nav>div{max-width:84rem;margin:0 auto;padding:0 clamp(1rem,4vw,3rem)}
header{padding-top:clamp(1rem,2.5vw,2.2rem)}
section{margin-top:clamp(3rem,6vw,5rem)}
footer{margin-top:4rem;padding-bottom:3rem;color:var(--quiet);font-size:.85rem}
:focus-visible{outline:3px solid var(--truth);outline-offset:2px}
nav{position:sticky;top:0;z-index:5;display:flex;align-items:center;background:var(--paper);
border-bottom:1px solid var(--line);font-size:.88rem}
nav>div{display:flex;flex:1;gap:.2rem 1.2rem;overflow-x:auto;scrollbar-width:none;max-width:none}
nav a{padding:.65rem 0;color:var(--quiet);text-decoration:none;white-space:nowrap}
nav a:hover{color:var(--ink);text-decoration:underline}
button{font:inherit;font-size:.88rem;line-height:1;color:var(--ink);background:var(--card);border:1px solid var(--plain);
border-radius:8px;padding:.5rem .75rem;min-height:2.2rem;min-width:2.2rem;cursor:pointer}
button:hover{border-color:var(--ink)}
button[aria-pressed=true]{background:var(--ink);color:var(--paper);border-color:var(--ink)}
.theme{margin:.3rem clamp(1rem,4vw,3rem) .3rem .5rem}
.kicker{margin:0;max-width:none;overflow-wrap:anywhere;font-size:.8rem;letter-spacing:.12em;text-transform:uppercase;color:var(--quiet)}
h1{font-size:clamp(1.7rem,3.4vw,2.35rem);line-height:1.12;letter-spacing:-.02em;margin:.25em 0 .35em;text-wrap:balance}
h2{font-size:clamp(1.4rem,3vw,1.8rem);line-height:1.2;letter-spacing:-.015em;margin:0 0 .6em}
h3{font-size:1.02rem;margin:0}
p{max-width:68ch;margin:0 0 1em}
.lede{font-size:1.1rem;margin-bottom:1.1rem;max-width:none}
small{color:var(--quiet)}
.cardline{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;margin-top:1.2rem}
.big{display:flex;align-items:center;gap:1.1rem;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:.8rem 1.2rem}
.big b{font-size:2.3rem;line-height:1.1;letter-spacing:-.02em;font-variant-numeric:tabular-nums;white-space:nowrap}
.big span{font-size:.92rem;line-height:1.4;color:var(--quiet)}
.big.valid b{color:var(--valid)}.big.blend b{color:var(--blend)}.big.truth b{color:var(--truth)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;padding:0;margin:.9rem 0 1rem;list-style:none;font-size:.9rem}
.legend i{display:inline-block;width:.95em;height:.95em;border:3px solid currentColor;margin-right:.45em;vertical-align:-.1em}
.legend .key{width:30px;height:8px;margin-right:.5em;fill:none;stroke:currentColor;stroke-width:2.5;vertical-align:.1em}
.c-valid{color:var(--valid)}.c-blend{color:var(--blend)}.c-vanished{color:var(--vanished)}
.c-other{color:var(--other)}.c-truth{color:var(--truth)}.c-plain{color:var(--quiet)}
.legend span{color:var(--ink)}
.switch{font-size:.92rem;margin:0 0 1rem .5em;cursor:pointer}
details{margin-top:.6rem}
summary{cursor:pointer;font-weight:600;padding:.5rem 0}
.cards{margin-top:.9rem}
.state{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1rem clamp(.7rem,2vw,1.3rem) 1.1rem;margin-bottom:1rem}
.state>h3{font-weight:600;margin-bottom:.7rem}
.state>h3 small{font-weight:400}
.groups{display:flex;flex-wrap:wrap;gap:1.1rem 1.6rem;align-items:flex-start}
.g{margin:0;min-width:0}
.g figcaption{font-size:.85rem;font-weight:600;line-height:1.3;margin-bottom:.45rem}
.g figcaption small{display:block;font-weight:400}
.tiles{display:grid;grid-template-columns:repeat(2,max-content);gap:.45rem .4rem}
.one .tiles,.large .tiles{grid-template-columns:max-content}
.samples{flex-basis:100%}.samples .tiles{display:flex;flex-wrap:wrap}
.large{--z:6}
.t>span{display:block;overflow:hidden;background:#000;border:3px solid var(--edge,var(--plain));border-radius:3px;
width:calc(var(--cw)*var(--z)*1px + 6px);height:calc(var(--ch)*var(--z)*1px + 6px)}
.t img{display:block;max-width:none;image-rendering:pixelated;
width:calc(var(--w)*var(--z)*1px);height:auto;
margin:calc(var(--cy)*var(--z)*-1px) 0 0 calc(var(--cx)*var(--z)*-1px)}
.t small{display:block;text-align:center;font-size:.8rem;line-height:1.25;color:var(--edge,var(--quiet));font-variant-numeric:tabular-nums;white-space:nowrap}
.t.valid{--edge:var(--valid)}.t.blend{--edge:var(--blend)}.t.vanished{--edge:var(--vanished)}
.t.other{--edge:var(--other)}.t.truth{--edge:var(--truth)}
.fluid .t>span{width:auto;height:auto;aspect-ratio:var(--cw)/var(--ch)}
.fluid .t img{width:calc(100%*var(--w)/var(--cw));
margin:calc(-100%*var(--cy)/var(--cw)) 0 0 calc(-100%*var(--cx)/var(--cw))}
#whole:checked~.cards .t>span{width:calc(var(--w)*var(--z)*1px + 6px);height:calc(var(--h)*var(--z)*1px + 6px)}
#whole:checked~.cards .t img{margin:0}
#whole:checked~.cards,#whole:checked~.cards .samples{--z:2}#whole:checked~.cards .large{--z:3}
.samples .bar{max-width:calc(8*(var(--cw)*var(--z)*1px + 6px) + 7*.4rem)}
.steps{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.2rem 1rem;align-items:start}
.step figcaption{font-size:.98rem}
.step figcaption b{display:inline-grid;place-items:center;width:1.5em;height:1.5em;margin-right:.45em;border-radius:50%;
background:var(--ink);color:var(--paper);font-size:.8em;font-variant-numeric:tabular-nums}
.step figcaption small{font-size:.85rem}
.step .tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:.3rem .4rem}
.step.single .tiles{grid-template-columns:minmax(0,1fr)}
.many .tiles{grid-template-columns:repeat(4,minmax(0,1fr))}
.flow{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .8rem;max-width:none}
.flow span{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.45rem .9rem;font-weight:600;line-height:1.3}
.flow small{display:block;font-weight:400}.flow b{font-size:1.3rem}
.z{display:flex;align-items:flex-end;justify-content:center;gap:1px;height:1.1em;margin:.2rem 0}
.walk .z{height:1.6em;gap:2px}.z i{flex:0 1 5px;background:var(--ink);border-radius:1px}.walk .z i{flex-basis:9px}
.equation{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem .7rem;margin:1.2rem 0 1.6rem;font-variant-numeric:tabular-nums}
.equation .t{width:clamp(5.5rem,13vw,10rem)}
.equation>b{font-size:1.6rem}.term{display:flex;align-items:center;gap:.5rem;white-space:nowrap}
.beside{display:grid;grid-template-columns:minmax(0,1fr);gap:1.2rem 3rem;align-items:start}
.film figcaption:empty,.past .film figcaption{display:none}
.films{display:flex;flex-wrap:wrap;gap:.8rem}
.film{width:100%}
.frames{display:grid;grid-template-columns:repeat(auto-fill,minmax(4.2rem,1fr));gap:.4rem;margin:0;padding:0;list-style:none}
.between{display:none}
.controls{display:flex;align-items:center;gap:.4rem;margin-top:.5rem}
.controls input{flex:1;min-width:4rem;max-width:30rem;height:2rem;accent-color:var(--truth)}
.controls output{font-size:.85rem;min-width:5.2em;color:var(--quiet);font-variant-numeric:tabular-nums;white-space:nowrap}
.leaves{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem;margin-bottom:.8rem}
.leaves::before{content:attr(aria-label);font-size:.88rem;color:var(--quiet);margin-right:.3rem}
.walks{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:1.5rem}
@media screen{
.js .frames{display:block}.js .frames>li{display:none}.js .frames>.on{display:block}
.js .film{flex:1 1 8rem;max-width:min(26rem,48%);width:auto}.js .past .film{max-width:none}.js .walk .film,.js .walks .film{max-width:19rem}
.js .walk .controls,.js .walks .controls{max-width:19rem}.walk .controls output,.walks .controls output{display:none}
.js .off{display:none}
.past .controls output{display:none}.past .controls button{padding:.4rem .55rem}
}
.bar{display:flex;height:.85rem;border-radius:3px;overflow:hidden;margin-top:.5rem;gap:1px;background:var(--card)}
.bar i{display:block;min-width:0}
.m0{background:var(--mode0)}.m1{background:var(--mode1)}.m2{background:var(--mode2)}.m3{background:var(--mode3)}
.b-blend{background:var(--blend)}.b-vanished{background:var(--vanished)}.b-other{background:var(--other)}
.shares{margin:.3rem 0 0;font-size:.88rem;line-height:1.4;color:var(--quiet);font-variant-numeric:tabular-nums}
.shares.c-truth{color:var(--truth)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:14px;background:var(--card)}
table{border-collapse:separate;border-spacing:0;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.5rem .8rem;text-align:right;vertical-align:top;white-space:nowrap}
thead th{font-size:.85rem;line-height:1.3;border-bottom:1px solid var(--line);vertical-align:bottom}
thead th small,td small{display:block;font-weight:400;font-size:.76rem}
th:first-child{text-align:left;position:sticky;left:0;background:var(--card);z-index:1}
tbody th{font-weight:600}
tbody tr:first-child>*{border-top:1px solid var(--line);padding-top:.75rem}
thead+tbody tr:first-child>*{border-top:0}
td.meaning{text-align:left;white-space:normal;padding:0 .8rem .75rem;color:var(--quiet);font-size:.88rem;line-height:1.45}
td.meaning div,tr.head div{position:sticky;left:.8rem;max-width:min(84ch,calc(100vw - 4.6rem))}
td.trained{font-weight:650}
tr.head th{white-space:normal;font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;color:var(--quiet);padding-top:1.3rem}
.facts th,.facts td{text-align:left;font-size:.92rem}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1.8rem 2.2rem;margin:.8rem 0 1.8rem}
.chart{margin:0;max-width:34rem}.chart.wide{max-width:46rem;margin-bottom:1.2rem}
.chart figcaption{font-size:.9rem;font-weight:600;line-height:1.35;margin-bottom:.5rem}
.chart figcaption small{display:block;font-weight:400}
.plot{display:block;width:100%;height:auto;font-size:12px;overflow:visible}
.plot text{fill:var(--quiet)}.plot .name{font-weight:600}.plot .note{fill:currentColor;font-weight:600;paint-order:stroke;stroke:var(--paper);stroke-width:4px}
.plot .grid{fill:none;stroke:var(--line)}.plot .axis{fill:none;stroke:var(--plain)}
.plot .line{fill:none;stroke:currentColor;stroke-linejoin:round}
.plot polygon{fill:currentColor;opacity:.13}.plot circle{fill:currentColor;stroke:var(--paper);stroke-width:1}
pre{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.9rem 1.1rem;overflow-x:auto;
font:.88rem/1.5 ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace}
.strip{margin:0 0 1rem;max-width:calc(10*8.2rem)}.strip figcaption{font-size:.95rem;font-weight:600;margin-bottom:.3rem}
.strip img{display:block;width:calc(var(--n)*10%);height:auto;image-rendering:pixelated}
.strips td{text-align:left}.strips img,.pairs img{display:block;image-rendering:pixelated;max-width:none}
.pairs img+img{margin-top:3px}
ul.plain{max-width:72ch;padding-left:1.2em}
@media(min-width:960px){
.steps{grid-template-columns:repeat(4,minmax(0,1fr));gap:1.6rem}
.narrow .steps{grid-template-columns:2fr 1fr 2fr 2fr}.narrow .truths .tiles{grid-template-columns:minmax(0,1fr)}
.beside{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
}
@media(max-width:640px){body{font-size:16px}:root{--z:2}.large{--z:4}.groups{gap:1rem}
#whole:checked~.cards,#whole:checked~.cards .samples{--z:1}#whole:checked~.cards .large{--z:2}
th,td{padding:.45rem .6rem}th:first-child{white-space:normal;min-width:5.2rem;max-width:6.4rem}
tr.head th:first-child{max-width:none}.past .controls button:not(:first-child){display:none}}
@media(min-width:1350px){.large{--z:7}.samples{--z:4}}
@media(min-width:1800px){:root{--z:4}.large{--z:9}.samples{--z:5}header,section,footer{max-width:112rem}body{font-size:19px}}
@media print{:root{font-size:12px;--z:2}.large{--z:4}.samples{--z:2}body{font-size:1rem;background:#fff}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
nav,.controls,.leaves,.switch,#whole{display:none}section{margin-top:2rem}
.leafed>*+*{display:none}.state,.chart,.step,.player,.equation,tbody{break-inside:avoid}h2{break-after:avoid}
.scroll{overflow:visible;border:0}th,td,td.meaning{padding:.25rem .35rem;font-size:.8rem;white-space:normal}td.meaning div{max-width:none}th:first-child{position:static}
.frames{grid-template-columns:repeat(9,minmax(0,1fr))}.past .frames{grid-template-columns:repeat(2,minmax(0,1fr))}
.steps{grid-template-columns:repeat(4,minmax(0,1fr));gap:.6rem}.charts{grid-template-columns:repeat(2,minmax(0,1fr))}}
)css";

// Light or dark as the reader's system says or the switch of the page; on paper always light.
[[nodiscard]] inline std::string report_style() {
  const std::string light = kLightColours, dark = kDarkColours;
  return ":root{" + light + "}@media(prefers-color-scheme:dark){:root:not([data-theme=light]){" +
         dark + "}}:root[data-theme=dark]{" + dark + "}@media print{:root:root:root{" + light +
         "}}" + kReportStyle;
}

}  // namespace crossroads
