<#macro show table>
<div class="scroll">
<table>
<caption>${table.title()}</caption>
<thead><tr><#list table.head() as h><th scope="col">${h}</th></#list></tr></thead>
<tbody>
<#list table.rows() as row>
<tr><#list row as cell><#if cell?index == 0><th scope="row">${cell}</th><#else><td<#if cell?matches(r"-?[0-9].{0,18}")> class="n"</#if>>${cell}</td></#if></#list></tr>
</#list>
</tbody>
</table>
</div>
</#macro>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Design space of ${model}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; color: #111; background: #fff; margin: 2rem auto; padding: 0 1rem; max-width: 75rem; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
svg { width: 100%; height: auto; max-width: 55rem; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: 0.9em; }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
th, td { border-bottom: 1px solid #ccc; padding: 0.2rem 0.6rem; text-align: left; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead th { border-bottom: 2px solid #555; }
</style>
</head>
<body>
<main>
<h1>Design space of ${model}</h1>
<p>${scaling}</p>
<ul>
<#list sources as s>
<li>${s}</li>
</#list>
</ul>
<h2>Memory and latency</h2>
<figure>
${plot?no_esc}<figcaption>A mark for each learner; filled, and joined by a dashed line, those on the front: no other learner there trains as many weights in no more RAM and no more time. Accuracy is no part of it.
<ul>
<#list legend as l>
<li>${l}</li>
</#list>
</ul>
</figcaption>
</figure>
<h2>Figures</h2>
<#list tables as t>
<@show table=t/>
</#list>
<h2>Details</h2>
<#list details as t>
<details>
<summary>${t.title()}</summary>
<@show table=t/>
</details>
</#list>
</main>
</body>
</html>
