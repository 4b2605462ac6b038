import { chromium } from 'playwright-core';
import fs from 'node:fs';
const U=JSON.parse(fs.readFileSync('/tmp/faces-console.log','utf8').split('\n')[0]).url.replace('localhost','127.0.0.1').replace('lane.','');
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']});
const apps=(await (await fetch(U+'/api/console/apps')).json()).items; const A=apps.find(a=>a.name==='Waterworks').app_id, G=apps.find(a=>a.name==='Lane Gazette').app_id;
const threads=(await (await fetch(U+`/api/console/apps/${G}/threads`)).json()).items;
const pages={home:'',overview:`/apps/${G}`,overviewW:`/apps/${A}`,menu:`/apps/${A}/menu`,followers:`/apps/${G}/followers`,messages:`/apps/${G}/messages/${threads[0]?.openid}`,settings:`/apps/${A}/settings`,qr:`/apps/${A}/qrcodes`,quota:`/apps/${A}/quota`,perm:`/apps/${A}/permissions`,insp:'/lab/inspector',people:'/lab/people',clock:'/lab/clock',health:'/operate/health',audit:'/operate/audit',members:'/operate/people',new:'/new',rules:'/lab/rules',faults:'/lab/faults',coverage:'/lab/coverage',hosts:'/lab/hosts',ip:`/apps/${A}/ip-list`};
const [which,w='1280',dark='',lang='en',act='']=process.argv.slice(2);
fs.mkdirSync('/tmp/fshots',{recursive:true});
for(const k of which.split(',').flatMap(x=>x==='all'?Object.keys(pages):[x])){
  const c=await b.newContext({viewport:{width:+w,height:w==='390'?844:w==='768'?1024:800},colorScheme:dark==='dark'?'dark':'light',locale:lang});
  const p=await c.newPage(); const errs=[]; p.on('console',m=>{if(m.type()==='error'||m.type()==='warning')errs.push(m.text().slice(0,200))}); p.on('pageerror',e=>errs.push(String(e)));
  try{ await p.goto(U+'/console'+pages[k]); await p.waitForTimeout(1600);
   if(act) {await (0,eval)('(async(p)=>{'+act+'})')(p); await p.waitForTimeout(700);}
   const over=await p.evaluate(()=>document.documentElement.scrollWidth-innerWidth);
   if(over>0) errs.push('OVERFLOW '+over);
   await p.screenshot({path:`/tmp/fshots/${k}-${w}${dark}${lang==='en'?'':'-zh'}.png`}); }catch(e){errs.push('SCRIPT '+e)}
  console.log(k,errs.slice(0,3).join(' | ')); await c.close();
}
await b.close();
