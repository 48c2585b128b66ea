// The style sheet of report.html.
#pragma once

namespace crossroads {

inline constexpr const char* kReportStyle = R"css(
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1c1d24;--quiet:#63656f;--line:#dfddd6;
--valid:#0b8f6c;--blend:#c76a00;--vanished:#6d55c4;--other:#cf2f52;--truth:#1f6fd1;--plain:#b9b7b0;
--mode0:#0b8f6c;--mode1:#5cc9a7;--mode2:#07614a;--mode3:#9ae0c9;--z:3}
@media(prefers-color-scheme:dark){:root{--paper:#111218;--card:#191b23;--ink:#ecebe6;--quiet:#a0a2ae;
--line:#2e3039;--valid:#2ec496;--blend:#ff9f40;--vanished:#a08ff0;--other:#f4597b;--truth:#5aaaff;
--plain:#4a4d5a;--mode0:#2ec496;--mode1:#157a5b;--mode2:#86e3c5;--mode3:#0d5540}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
-webkit-text-size-adjust:100%}
header,section,footer{max-width:84rem;margin:0 auto;padding:0 clamp(1rem,4vw,3rem)}
header{padding-top:clamp(1.5rem,5vw,4rem)}
section{margin-top:clamp(2.5rem,6vw,4.5rem)}
footer{margin-top:4rem;padding-bottom:3rem;color:var(--quiet);font-size:.85rem}
.kicker{margin:0;font-size:.8rem;letter-spacing:.12em;text-transform:uppercase;color:var(--quiet)}
h1{font-size:clamp(1.8rem,5vw,3.1rem);line-height:1.12;letter-spacing:-.02em;margin:.3em 0 .5em;
max-width:24ch;text-wrap:balance}
h2{font-size:1.5rem;letter-spacing:-.01em;margin:0 0 .6em}
h3{font-size:1.02rem;margin:0}
p{max-width:68ch;margin:0 0 1em}
.quiet,small{color:var(--quiet)}
.cardline{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;margin-top:1.6rem}
.big{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.3rem}
.big b{display:block;font-size:2.5rem;line-height:1.1;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.big span{font-size:.95rem;color:var(--quiet)}
.big.valid b{color:var(--valid)}.big.blend b{color:var(--blend)}.big.truth b{color:var(--truth)}
ol.story{max-width:72ch;padding-left:1.6em;margin:0}
ol.story li{padding:.22em 0 .22em .35em}
ol.story li::marker{color:var(--quiet);font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.4rem 1.3rem;padding:0;margin:0 0 1rem;list-style:none;font-size:.92rem}
.legend i{display:inline-block;width:.95em;height:.95em;border:3px solid currentColor;margin-right:.45em;vertical-align:-.1em}
.c-valid{color:var(--valid)}.c-blend{color:var(--blend)}.c-vanished{color:var(--vanished)}
.c-other{color:var(--other)}.c-truth{color:var(--truth)}.c-plain{color:var(--quiet)}
.legend span,.c-ink{color:var(--ink)}
.switch{display:inline-block;font-size:.92rem;margin:0 0 1rem .5em;cursor:pointer}
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
.t{display:block}
.t>span{display:block;overflow:hidden;background:#000;border:3px solid var(--edge,var(--plain));border-radius:3px;
width:calc(var(--cw)*var(--z)*1px + 6px);height:calc(var(--ch)*var(--z)*1px + 6px)}
.t img{display:block;max-width:none;image-rendering:pixelated;
width:calc(var(--w)*var(--z)*1px);height:auto;
margin:calc(var(--cy)*var(--z)*-1px) 0 0 calc(var(--cx)*var(--z)*-1px)}
.t small{display:block;text-align:center;font-size:.8rem;line-height:1.25;color:var(--edge,var(--quiet));font-variant-numeric:tabular-nums;white-space:nowrap}
.t.valid{--edge:var(--valid)}.t.blend{--edge:var(--blend)}.t.vanished{--edge:var(--vanished)}
.t.other{--edge:var(--other)}.t.truth{--edge:var(--truth)}
#whole:checked~.cards .t>span{width:calc(var(--w)*var(--z)*1px + 6px);height:calc(var(--h)*var(--z)*1px + 6px)}
#whole:checked~.cards .t img{margin:0}
#whole:checked~.cards,#whole:checked~.cards .samples{--z:2}#whole:checked~.cards .large{--z:3}
.samples .bar{max-width:calc(8*(var(--cw)*var(--z)*1px + 6px) + 7*.4rem)}
#story{display:grid;grid-template-columns:minmax(0,1fr);gap:2rem 4rem}
@media(min-width:1050px){#story{grid-template-columns:minmax(0,1fr) max-content}}
.teaser{--z:4;align-self:center;display:flex;flex-direction:column;gap:1rem}
.bar{display:flex;height:.85rem;border-radius:3px;overflow:hidden;margin-top:.5rem;gap:1px;background:var(--card)}
.bar i{display:block;min-width:0}
.m0{background:var(--mode0)}.m1{background:var(--mode1)}.m2{background:var(--mode2)}.m3{background:var(--mode3)}
.b-blend{background:var(--blend)}.b-vanished{background:var(--vanished)}.b-other{background:var(--other)}
.shares{margin:.3rem 0 0;font-size:.88rem;line-height:1.4;color:var(--quiet);font-variant-numeric:tabular-nums}
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
td.meaning div{position:sticky;left:.8rem;max-width:min(84ch,calc(100vw - 4.6rem))}
td.trained{font-weight:650}
tr.head th{font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;color:var(--quiet);padding-top:1.3rem}
.facts th,.facts td{text-align:left;font-size:.92rem}
.facts td{white-space:nowrap}
.curves{display:flex;flex-wrap:wrap;gap:1rem 1.5rem;margin:.8rem 0 1.6rem}
.curve{margin:0;width:220px}.curve figcaption{font-size:.82rem;font-weight:600}
.curve svg{display:block;width:100%;height:56px;background:var(--card);border:1px solid var(--line);border-radius:6px}
.curve polyline{fill:none;stroke:var(--truth);stroke-width:1.5;vector-effect:non-scaling-stroke}
.curve small{font-size:.74rem}
pre{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.9rem 1.1rem;overflow-x:auto;
font:.88rem/1.5 ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
ul.plain{max-width:72ch;padding-left:1.2em}
.half{margin:0;flex:1 1 18rem;max-width:30rem}.wide img{max-width:100%;height:auto}
.chart{max-width:30rem;width:100%;height:auto;display:block}
.wide{display:block;max-width:100%;height:auto;border-radius:10px}
.plot{display:block;width:100%;max-width:64rem;height:auto;font-size:13px}
.plot text{fill:var(--quiet)}.plot .grid{stroke:var(--line)}
.plot polyline{fill:none;stroke:currentColor;stroke-width:2.5;stroke-linejoin:round}.plot polygon{fill:currentColor;opacity:.13}
@media(max-width:640px){body{font-size:16px}:root{--z:2}.large{--z:4}.groups{gap:1rem}.teaser{--z:3}
#whole:checked~.cards,#whole:checked~.cards .samples{--z:1}#whole:checked~.cards .large{--z:2}
th,td{padding:.45rem .6rem}th:first-child{white-space:normal;min-width:5.2rem;max-width:6.4rem}
tr.head th:first-child{max-width:none}}
@media(min-width:1350px){.teaser{--z:5}.large{--z:7}.samples{--z:4}}
@media(min-width:1800px){:root{--z:4}.large{--z:9}.samples{--z:5}.teaser{--z:7}header,section,footer{max-width:112rem}body{font-size:19px}}
@media print{.switch{display:none}.state{break-inside:avoid}}
)css";

}  // namespace crossroads
