<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>ActPart</name>
    <message>
        <source>Choose a table…</source>
        <translation>Tabelle wählen …</translation>
    </message>
    <message>
        <source>Find the row where</source>
        <translation>Finde die Zeile, in der</translation>
    </message>
    <message>
        <source>Keep from that row</source>
        <translation>Aus dieser Zeile behalten</translation>
    </message>
    <message>
        <source>Look up elsewhere</source>
        <translation>Anderswo nachschlagen</translation>
    </message>
    <message>
        <source>Look up in</source>
        <translation>Nachschlagen in</translation>
    </message>
    <message>
        <source>One of the procedure's tables</source>
        <translation>Eine der Tabellen des Ablaufs</translation>
    </message>
    <message>
        <source>The column, and the field it fills</source>
        <translation>Die Spalte und das Feld, das sie füllt</translation>
    </message>
    <message>
        <source>The column, and the field it must equal</source>
        <translation>Die Spalte und das Feld, dem sie gleichen muss</translation>
    </message>
    <message>
        <source>The procedure has no tables yet. Click beside the chart, open Tables, and paste one from a spreadsheet.</source>
        <translation>Der Ablauf hat noch keine Tabellen. Klicken Sie neben das Diagramm, öffnen Sie „Tabellen“ und fügen Sie eine aus einer Tabellenkalkulation ein.</translation>
    </message>
    <message>
        <source>What comes then</source>
        <translation>Wie es weitergeht</translation>
    </message>
</context>
<context>
    <name>ArgumentRow</name>
    <message>
        <source>A row answers if this column equals what is known</source>
        <translation>Eine Zeile passt, wenn diese Spalte dem Bekannten gleicht</translation>
    </message>
    <message>
        <source>Change what a table is looked up by</source>
        <translation>Suchfeld einer Tabelle ändern</translation>
    </message>
</context>
<context>
    <name>AskedFields</name>
    <message>
        <source>Add a field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Add a field: pick or type a new one</source>
        <translation>Feld hinzufügen: auswählen oder neu eintippen</translation>
    </message>
    <message>
        <source>Ask for a field</source>
        <translation>Nach einem Feld fragen</translation>
    </message>
    <message>
        <source>Ask for a new field</source>
        <translation>Nach einem neuen Feld fragen</translation>
    </message>
    <message>
        <source>No field yet: the answer is only listened to by the decision that follows.</source>
        <translation>Noch kein Feld: Auf die Antwort hört nur die folgende Entscheidung.</translation>
    </message>
    <message>
        <source>No other fields yet: type the title of a new one</source>
        <translation>Noch keine anderen Felder: Titel eines neuen eintippen</translation>
    </message>
    <message>
        <source>Pick one of the procedure's fields</source>
        <translation>Eines der Felder des Ablaufs wählen</translation>
    </message>
</context>
<context>
    <name>AskedRow</name>
    <message>
        <source>Do not ask for a field</source>
        <translation>Nicht nach einem Feld fragen</translation>
    </message>
    <message>
        <source>Do not ask for this field here</source>
        <translation>Hier nicht nach diesem Feld fragen</translation>
    </message>
    <message>
        <source>Drag, or use the arrow keys, to change the order</source>
        <translation>Ziehen oder Pfeiltasten benutzen, um die Reihenfolge zu ändern</translation>
    </message>
    <message>
        <source>Order the fields</source>
        <translation>Felder ordnen</translation>
    </message>
</context>
<context>
    <name>BranchBody</name>
    <message>
        <source>Change example phrases</source>
        <translation>Beispielsätze ändern</translation>
    </message>
    <message>
        <source>Change what a branch means</source>
        <translation>Bedeutung eines Zweigs ändern</translation>
    </message>
    <message>
        <source>Example phrases, one a line. Paste as many as you have, as different as people say them.</source>
        <translation>Beispielsätze, einer pro Zeile. Fügen Sie so viele ein, wie Sie haben, so verschieden, wie die Leute sprechen.</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>No example phrases yet: paste a few things people really say</source>
        <translation>Noch keine Beispielsätze: Fügen Sie ein paar ein, die wirklich so gesagt werden</translation>
    </message>
    <message>
        <source>One or two words</source>
        <translation>Ein oder zwei Wörter</translation>
    </message>
    <message>
        <source>People say</source>
        <translation>Die Leute sagen</translation>
    </message>
    <message>
        <source>Rename a branch</source>
        <translation>Zweig umbenennen</translation>
    </message>
    <message>
        <source>Taken when the person…</source>
        <translation>Genommen, wenn die Person …</translation>
    </message>
    <message>
        <source>What stands on the chart. Press Enter when it is written.</source>
        <translation>Steht so im Diagramm. Eingabetaste drücken, wenn es fertig ist.</translation>
    </message>
    <message>
        <source>ten people or more</source>
        <translation>zehn Personen oder mehr</translation>
    </message>
    <message>
        <source>wants the offer, is not sure…</source>
        <translation>nimmt das Angebot an, ist unsicher …</translation>
    </message>
    <message>
        <source>{number} of at least {enough}</source>
        <translation>{number} von mindestens {enough}</translation>
    </message>
</context>
<context>
    <name>BranchCard</name>
    <message>
        <source>Drag, or use the arrow keys, to change the order</source>
        <translation>Ziehen oder Pfeiltasten benutzen, um die Reihenfolge zu ändern</translation>
    </message>
    <message>
        <source>Order the branches</source>
        <translation>Zweige ordnen</translation>
    </message>
    <message>
        <source>Remove a branch</source>
        <translation>Zweig entfernen</translation>
    </message>
    <message>
        <source>Remove this branch</source>
        <translation>Diesen Zweig entfernen</translation>
    </message>
    <message>
        <source>leads nowhere yet</source>
        <translation>führt noch nirgendwohin</translation>
    </message>
</context>
<context>
    <name>BranchesPart</name>
    <message>
        <source>Add a branch</source>
        <translation>Zweig hinzufügen</translation>
    </message>
    <message>
        <source>No branches yet. A decision needs at least two, such as yes and no.</source>
        <translation>Noch keine Zweige. Eine Entscheidung braucht mindestens zwei, etwa Ja und Nein.</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>Zweig</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Show this step on the chart</source>
        <translation>Diesen Schritt im Diagramm zeigen</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Step to go to</source>
        <translation>Schritt, zu dem es geht</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>1 difference</source>
        <translation>1 Unterschied</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei …</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>Before “{edit}”</source>
        <translation>Vor „{edit}“</translation>
    </message>
    <message>
        <source>Both versions say the same.</source>
        <translation>Beide Fassungen sagen dasselbe.</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Compare: {title}</source>
        <translation>Vergleich: {title}</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Fit both charts</source>
        <translation>Beide Diagramme einpassen</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>The earlier version</source>
        <translation>Die frühere Fassung</translation>
    </message>
    <message>
        <source>The saved version</source>
        <translation>Die gespeicherte Fassung</translation>
    </message>
    <message>
        <source>The version now</source>
        <translation>Die jetzige Fassung</translation>
    </message>
    <message>
        <source>{number} differences</source>
        <translation>{number} Unterschiede</translation>
    </message>
</context>
<context>
    <name>ConditionPart</name>
    <message>
        <source>Add a comparison</source>
        <translation>Vergleich hinzufügen</translation>
    </message>
    <message>
        <source>All of these hold</source>
        <translation>Alle davon gelten</translation>
    </message>
    <message>
        <source>Any of these holds</source>
        <translation>Eines davon gilt</translation>
    </message>
    <message>
        <source>Compare a field with a value or with today</source>
        <translation>Ein Feld mit einem Wert oder mit heute vergleichen</translation>
    </message>
    <message>
        <source>How the comparisons are joined</source>
        <translation>Wie die Vergleiche verbunden sind</translation>
    </message>
    <message>
        <source>Join the comparisons</source>
        <translation>Vergleiche verbinden</translation>
    </message>
    <message>
        <source>Otherwise: taken when no condition of the other branches holds.</source>
        <translation>Sonst: genommen, wenn keine Bedingung der anderen Zweige gilt.</translation>
    </message>
    <message>
        <source>There is no field to compare yet. Let an ask step fill one first.</source>
        <translation>Es gibt noch kein Feld zum Vergleichen. Lassen Sie zuerst eine Frage eines füllen.</translation>
    </message>
</context>
<context>
    <name>Corner</name>
    <message>
        <source>Zoom to 100%</source>
        <translation>Auf 100 % vergrößern</translation>
    </message>
</context>
<context>
    <name>CoveragePanel</name>
    <message>
        <source>Counting the practice conversations.</source>
        <translation>Die Übungsgespräche werden gezählt.</translation>
    </message>
    <message>
        <source>Draw some steps, and practice conversations are counted here.</source>
        <translation>Zeichnen Sie einige Schritte, dann werden hier Übungsgespräche gezählt.</translation>
    </message>
    <message>
        <source>Everything is reached.</source>
        <translation>Alles wird erreicht.</translation>
    </message>
    <message>
        <source>How long a compile takes at most</source>
        <translation>Wie lange das Kompilieren höchstens dauert</translation>
    </message>
    <message>
        <source>Joining in the middle</source>
        <translation>Einstieg mittendrin</translation>
    </message>
    <message>
        <source>Leaving the path</source>
        <translation>Abseits des Wegs</translation>
    </message>
    <message>
        <source>Mend the problems first; then practice conversations can be counted.</source>
        <translation>Beheben Sie zuerst die Probleme; dann lassen sich Übungsgespräche zählen.</translation>
    </message>
    <message>
        <source>Minutes that a compile takes at most</source>
        <translation>Minuten, die das Kompilieren höchstens dauert</translation>
    </message>
    <message>
        <source>Never reached</source>
        <translation>Nie erreicht</translation>
    </message>
    <message>
        <source>No conversation takes the way “{way}”.</source>
        <translation>Kein Gespräch nimmt den Weg „{way}“.</translation>
    </message>
    <message>
        <source>No conversation takes “{first}” and then “{second}” at “{step}”.</source>
        <translation>Kein Gespräch nimmt „{first}“ und danach „{second}“ bei „{step}“.</translation>
    </message>
    <message>
        <source>No way leads to it from the start.</source>
        <translation>Vom Anfang führt kein Weg dorthin.</translation>
    </message>
    <message>
        <source>Not counted yet.</source>
        <translation>Noch nicht gezählt.</translation>
    </message>
    <message>
        <source>One way after another</source>
        <translation>Ein Weg nach dem anderen</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>There are {all} ways from the start to an end, and each is walked whole.</source>
        <translation>Vom Anfang bis zu einem Ende gibt es {all} Wege, und jeder wird ganz gegangen.</translation>
    </message>
    <message>
        <source>There are {all} ways from the start to an end; {some} of them are walked whole.</source>
        <translation>Vom Anfang bis zu einem Ende gibt es {all} Wege; {some} davon werden ganz gegangen.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Ways out of steps</source>
        <translation>Wege aus Schritten</translation>
    </message>
    <message>
        <source>What is practised</source>
        <translation>Was geübt wird</translation>
    </message>
    <message>
        <source>What practice conversations cover</source>
        <translation>Was Übungsgespräche abdecken</translation>
    </message>
    <message>
        <source>all {number}</source>
        <translation>alle {number}</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>practice conversations show every way at least twice. {written} or more are written.</source>
        <translation>Übungsgespräche zeigen jeden Weg mindestens zweimal. {written} oder mehr werden geschrieben.</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number} min</translation>
    </message>
</context>
<context>
    <name>DayEditor</name>
    <message>
        <source>2027-12-31</source>
        <translation>2027-12-31</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Year-month-day</source>
        <translation>Jahr-Monat-Tag</translation>
    </message>
    <message>
        <source>a fixed day</source>
        <translation>ein fester Tag</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>today minus</source>
        <translation>heute minus</translation>
    </message>
    <message>
        <source>today plus</source>
        <translation>heute plus</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>That cannot be: {reason}.</source>
        <translation>Das geht nicht: {reason}.</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
</context>
<context>
    <name>EdgePage</name>
    <message>
        <source>Line</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Show the step it leaves</source>
        <translation>Den Schritt zeigen, von dem er ausgeht</translation>
    </message>
    <message>
        <source>from {source} to {target}</source>
        <translation>von {source} nach {target}</translation>
    </message>
    <message>
        <source>nowhere yet</source>
        <translation>noch nirgendwohin</translation>
    </message>
</context>
<context>
    <name>Empty</name>
    <message>
        <source>Drag a step here, or press A</source>
        <translation>Einen Schritt hierher ziehen oder A drücken</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>Leere Zeichenfläche</translation>
    </message>
    <message>
        <source>Open a copy of this sample</source>
        <translation>Eine Kopie dieses Beispiels öffnen</translation>
    </message>
    <message>
        <source>Or look at a finished one</source>
        <translation>Oder ein fertiges ansehen</translation>
    </message>
    <message>
        <source>Then A again for what comes next, or pull an arrow out of its plus.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>&amp;Papier</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>As large as one page allows.</source>
        <translation>So groß, wie es auf eine Seite passt.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>For editing in a drawing program, and for web pages.</source>
        <translation>Zum Bearbeiten in einem Zeichenprogramm und für Webseiten.</translation>
    </message>
    <message>
        <source>For slides, chats and web pages. Twice the size looks sharp on any screen.</source>
        <translation>Für Folien, Chats und Webseiten. In doppelter Größe auf jedem Bildschirm scharf.</translation>
    </message>
    <message>
        <source>Large enough to read, with marks at which the pages can be glued together.</source>
        <translation>Groß genug zum Lesen, mit Marken, an denen sich die Seiten zusammenkleben lassen.</translation>
    </message>
    <message>
        <source>On dark ground</source>
        <translation>Auf dunklem Grund</translation>
    </message>
    <message>
        <source>One file that any browser opens and any office program reads.</source>
        <translation>Eine Datei, die jeder Browser öffnet und jedes Büroprogramm liest.</translation>
    </message>
    <message>
        <source>Steps, branches, fields, answers and tables, to read and to sign off.</source>
        <translation>Schritte, Zweige, Felder, Antworten und Tabellen, zum Lesen und Abzeichnen.</translation>
    </message>
    <message>
        <source>Transparent ground</source>
        <translation>Durchsichtiger Grund</translation>
    </message>
    <message>
        <source>{scale} times</source>
        <translation>{scale}-fach</translation>
    </message>
</context>
<context>
    <name>FieldCard</name>
    <message>
        <source>Any currency</source>
        <translation>Jede Währung</translation>
    </message>
    <message>
        <source>Change a choice's options</source>
        <translation>Optionen einer Auswahl ändern</translation>
    </message>
    <message>
        <source>Change a currency</source>
        <translation>Währung ändern</translation>
    </message>
    <message>
        <source>Change a field's examples</source>
        <translation>Beispiele eines Felds ändern</translation>
    </message>
    <message>
        <source>Change a field's kind</source>
        <translation>Art eines Felds ändern</translation>
    </message>
    <message>
        <source>Change a field's title</source>
        <translation>Titel eines Felds ändern</translation>
    </message>
    <message>
        <source>Change a pattern</source>
        <translation>Muster ändern</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>For codes, and names as they stand on a ticket</source>
        <translation>Für Codes und für Namen, wie sie auf einer Fahrkarte stehen</translation>
    </message>
    <message>
        <source>Kept to the letter or not</source>
        <translation>Buchstabengetreu oder nicht</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Must be kept to the letter</source>
        <translation>Muss buchstabengetreu bleiben</translation>
    </message>
    <message>
        <source>Needed or not</source>
        <translation>Nötig oder nicht</translation>
    </message>
    <message>
        <source>Needed to go on</source>
        <translation>Nötig, um weiterzukommen</translation>
    </message>
    <message>
        <source>No examples yet: write a few as people say them</source>
        <translation>Noch keine Beispiele: Schreiben Sie ein paar, wie die Leute sie sagen</translation>
    </message>
    <message>
        <source>One a line. Other names people use stand after a colon: Large: big, the big one</source>
        <translation>Eine pro Zeile. Andere gebräuchliche Namen stehen nach einem Doppelpunkt: Groß: dick, der Große</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Otherwise people may decline to say it</source>
        <translation>Sonst dürfen die Leute die Angabe verweigern</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Remove a field</source>
        <translation>Feld entfernen</translation>
    </message>
    <message>
        <source>Remove this field</source>
        <translation>Dieses Feld entfernen</translation>
    </message>
    <message>
        <source>Rename a field everywhere</source>
        <translation>Feld überall umbenennen</translation>
    </message>
    <message>
        <source>Short name in texts</source>
        <translation>Kurzname in Texten</translation>
    </message>
    <message>
        <source>Small
Large: big, the big one</source>
        <translation>Klein
Groß: dick, der Große</translation>
    </message>
    <message>
        <source>The currency meant where none is said</source>
        <translation>Die Währung, die ohne Angabe gemeint ist</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Values as people say them, one a line</source>
        <translation>Werte, wie die Leute sie sagen, einer pro Zeile</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>Wie es heißt</translation>
    </message>
    <message>
        <source>What sort of answer counts</source>
        <translation>Welche Art von Antwort zählt</translation>
    </message>
    <message>
        <source>What stands between { and } in texts. It changes everywhere at once.</source>
        <translation>Was in Texten zwischen { und } steht. Es ändert sich überall zugleich.</translation>
    </message>
    <message>
        <source>What the code looks like: [A-Z]{2}[0-9]{6} is two letters and six digits</source>
        <translation>Wie der Code aussieht: [A-Z]{2}[0-9]{6} sind zwei Buchstaben und sechs Ziffern</translation>
    </message>
</context>
<context>
    <name>FieldsPart</name>
    <message>
        <source>Add a field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>Neues Feld</translation>
    </message>
    <message>
        <source>New field {number}</source>
        <translation>Neues Feld {number}</translation>
    </message>
    <message>
        <source>No fields yet. A field is something the agent needs to know, such as an order number.</source>
        <translation>Noch keine Felder. Ein Feld ist etwas, das der Agent wissen muss, etwa eine Bestellnummer.</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Nächster Befund</translation>
    </message>
    <message>
        <source>Nothing found. The procedure is ready to compile.</source>
        <translation>Nichts gefunden. Der Ablauf ist bereit zum Kompilieren.</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Voriger Befund</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
    <message>
        <source>findings problems checks errors ready mend</source>
        <translation>Befunde Probleme Prüfung Fehler bereit beheben</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>As it was opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>History of edits</source>
        <translation>Verlauf der Änderungen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>KnowledgeCard</name>
    <message>
        <source>Change an answer</source>
        <translation>Antwort ändern</translation>
    </message>
    <message>
        <source>Change the questions</source>
        <translation>Fragen ändern</translation>
    </message>
    <message>
        <source>New answer</source>
        <translation>Neue Antwort</translation>
    </message>
    <message>
        <source>One way of asking it a line</source>
        <translation>Eine Art zu fragen pro Zeile</translation>
    </message>
    <message>
        <source>People ask</source>
        <translation>Die Leute fragen</translation>
    </message>
    <message>
        <source>Remove an answer</source>
        <translation>Antwort entfernen</translation>
    </message>
    <message>
        <source>Remove this answer</source>
        <translation>Diese Antwort entfernen</translation>
    </message>
    <message>
        <source>Say it word for word</source>
        <translation>Wortwörtlich sagen</translation>
    </message>
    <message>
        <source>The agent answers</source>
        <translation>Der Agent antwortet</translation>
    </message>
    <message>
        <source>Type { to speak a field</source>
        <translation>{ tippen, um ein Feld zu sprechen</translation>
    </message>
    <message>
        <source>Ways of asking it, one a line. Paste as many as you have.</source>
        <translation>Arten zu fragen, eine pro Zeile. Fügen Sie so viele ein, wie Sie haben.</translation>
    </message>
    <message>
        <source>What the agent answers</source>
        <translation>Was der Agent antwortet</translation>
    </message>
    <message>
        <source>Word for word</source>
        <translation>Wortwörtlich</translation>
    </message>
    <message>
        <source>{number} ways</source>
        <translation>{number} Arten</translation>
    </message>
</context>
<context>
    <name>KnowledgePart</name>
    <message>
        <source>Add an answer</source>
        <translation>Antwort hinzufügen</translation>
    </message>
    <message>
        <source>Nothing yet. Write what people ask at this step and what the agent answers; then it asks again.</source>
        <translation>Noch nichts. Schreiben Sie, was die Leute bei diesem Schritt fragen und was der Agent antwortet; danach fragt er erneut.</translation>
    </message>
    <message>
        <source>Nothing yet. Write what people ask in between, and the answer. Two columns of a spreadsheet, question and answer, can be pasted at once.</source>
        <translation>Noch nichts. Schreiben Sie, was die Leute zwischendurch fragen, und die Antwort. Zwei Spalten einer Tabellenkalkulation, Frage und Antwort, lassen sich auf einmal einfügen.</translation>
    </message>
    <message>
        <source>Paste a table</source>
        <translation>Tabelle einfügen</translation>
    </message>
    <message>
        <source>Paste questions and answers</source>
        <translation>Fragen und Antworten einfügen</translation>
    </message>
    <message>
        <source>Two columns copied from a spreadsheet: question and answer</source>
        <translation>Zwei aus einer Tabellenkalkulation kopierte Spalten: Frage und Antwort</translation>
    </message>
</context>
<context>
    <name>LabelCard</name>
    <message>
        <source>Name of the branch</source>
        <translation>Name des Zweigs</translation>
    </message>
    <message>
        <source>Rename branch</source>
        <translation>Zweig umbenennen</translation>
    </message>
</context>
<context>
    <name>LinkPart</name>
    <message>
        <source>After that, go to</source>
        <translation>Danach weiter zu</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Change a limit</source>
        <translation>Grenze ändern</translation>
    </message>
    <message>
        <source>Choose a step…</source>
        <translation>Schritt wählen …</translation>
    </message>
    <message>
        <source>Choose where to go after the limit</source>
        <translation>Wählen, wohin es nach der Grenze geht</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>How often a conversation may take this way</source>
        <translation>Wie oft ein Gespräch diesen Weg nehmen darf</translation>
    </message>
    <message>
        <source>Lead elsewhere</source>
        <translation>Anderswohin führen</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>Führt zu</translation>
    </message>
    <message>
        <source>Limit a way back</source>
        <translation>Rückweg begrenzen</translation>
    </message>
    <message>
        <source>The step that comes next on this way</source>
        <translation>Der Schritt, der auf diesem Weg folgt</translation>
    </message>
    <message>
        <source>The step to go to when the limit is spent</source>
        <translation>Der Schritt, zu dem es geht, wenn die Grenze erreicht ist</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Mal</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;100%</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Fit the chart</source>
        <translation>Diagramm &amp;einpassen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Übersichtskarte</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Tidy</source>
        <translation>&amp;Aufräumen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Colours as the system's</source>
        <translation>Farben wie das System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete {number} things</source>
        <translation>{number} Dinge löschen</translation>
    </message>
    <message>
        <source>Edit the &amp;words</source>
        <translation>Wörter &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Edit what stands on the selected step or branch</source>
        <translation>Bearbeiten, was auf dem gewählten Schritt oder Zweig steht</translation>
    </message>
    <message>
        <source>Fit the &amp;selection</source>
        <translation>&amp;Auswahl einpassen</translation>
    </message>
    <message>
        <source>Lay the chart out anew; pinned steps stay</source>
        <translation>Das Diagramm neu anordnen; angeheftete Schritte bleiben</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Alles auswä&amp;hlen</translation>
    </message>
    <message>
        <source>Show a small map of the chart, or hide it</source>
        <translation>Eine kleine Karte des Diagramms zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>keys sheet print</source>
        <translation>Tasten Blatt drucken</translation>
    </message>
    <message>
        <source>layout clean arrange</source>
        <translation>Anordnung ordnen sauber</translation>
    </message>
    <message>
        <source>minimap overview</source>
        <translation>Karte Übersicht</translation>
    </message>
    <message>
        <source>rename title text label</source>
        <translation>umbenennen Titel Text Beschriftung</translation>
    </message>
    <message>
        <source>theme colours light dark</source>
        <translation>Aussehen Farben hell dunkel</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>Drag the frame to move through the chart</source>
        <translation>Den Rahmen ziehen, um sich im Diagramm zu bewegen</translation>
    </message>
    <message>
        <source>Map of the chart</source>
        <translation>Karte des Diagramms</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>OfferBox</name>
    <message>
        <source>Answer that cannot be read</source>
        <translation>Unlesbare Antwort</translation>
    </message>
    <message>
        <source>Ask something</source>
        <translation>Etwas fragen</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>Angriff</translation>
    </message>
    <message>
        <source>Change my mind</source>
        <translation>Etwas berichtigen</translation>
    </message>
    <message>
        <source>Declines to answer</source>
        <translation>Verweigert die Antwort</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>Geht</translation>
    </message>
    <message>
        <source>Out of scope</source>
        <translation>Gehört nicht hierher</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Etwas anderes</translation>
    </message>
    <message>
        <source>The conversation is over.</source>
        <translation>Das Gespräch ist zu Ende.</translation>
    </message>
    <message>
        <source>The tool has no table. What does it answer?</source>
        <translation>Das Werkzeug hat keine Tabelle. Was antwortet es?</translation>
    </message>
    <message>
        <source>Vague answer</source>
        <translation>Vage Antwort</translation>
    </message>
    <message>
        <source>Wants a human</source>
        <translation>Möchte einen Menschen</translation>
    </message>
    <message>
        <source>“{words}” does not settle “{title}”. Which way is meant?</source>
        <translation>„{words}“ entscheidet „{title}“ nicht. Welcher Weg ist gemeint?</translation>
    </message>
    <message>
        <source>“{words}” is not plain here. What is meant?</source>
        <translation>„{words}“ ist hier nicht eindeutig. Was ist gemeint?</translation>
    </message>
</context>
<context>
    <name>OutcomeRow</name>
    <message>
        <source>Do not draw this outcome</source>
        <translation>Dieses Ergebnis nicht zeichnen</translation>
    </message>
    <message>
        <source>Draw an outcome</source>
        <translation>Ergebnis zeichnen</translation>
    </message>
    <message>
        <source>Lead somewhere</source>
        <translation>Irgendwohin führen</translation>
    </message>
    <message>
        <source>Remove an outcome</source>
        <translation>Ergebnis entfernen</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Filter the steps</source>
        <translation>Schritte filtern</translation>
    </message>
    <message>
        <source>Go to the outline</source>
        <translation>Zur Gliederung gehen</translation>
    </message>
    <message>
        <source>No drawn way leads here</source>
        <translation>Kein gezeichneter Weg führt hierher</translation>
    </message>
    <message>
        <source>No step is called so.</source>
        <translation>Kein Schritt heißt so.</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Steps in reading order</source>
        <translation>Schritte in Lesereihenfolge</translation>
    </message>
    <message>
        <source>The steps you draw are listed here, in order.</source>
        <translation>Die Schritte, die Sie zeichnen, stehen hier in ihrer Reihenfolge.</translation>
    </message>
    <message>
        <source>steps list screen reader</source>
        <translation>Schritte Liste Vorleser</translation>
    </message>
    <message>
        <source>the start</source>
        <translation>der Anfang</translation>
    </message>
</context>
<context>
    <name>OverlayCard</name>
    <message>
        <source>Change a sentence</source>
        <translation>Satz ändern</translation>
    </message>
    <message>
        <source>Lead to another end</source>
        <translation>Zu einem anderen Ende führen</translation>
    </message>
    <message>
        <source>Leave it empty for the usual sentence, shown in grey</source>
        <translation>Leer lassen für den üblichen Satz, der grau dasteht</translation>
    </message>
    <message>
        <source>Switch a way of leaving on or off</source>
        <translation>Eine Abweichung ein- oder ausschalten</translation>
    </message>
    <message>
        <source>The agent deals with it</source>
        <translation>Der Agent kümmert sich darum</translation>
    </message>
    <message>
        <source>The agent says</source>
        <translation>Der Agent sagt</translation>
    </message>
    <message>
        <source>The usual end</source>
        <translation>Das übliche Ende</translation>
    </message>
    <message>
        <source>Where it closes, go to</source>
        <translation>Wo es endet, weiter zu</translation>
    </message>
    <message>
        <source>Where it is off, such a message counts as any answer</source>
        <translation>Wo es aus ist, zählt eine solche Nachricht wie jede Antwort</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>OverlaysPart</name>
    <message>
        <source>What people do in every conversation, without being drawn. Each way has its usual answer; change what should be different.</source>
        <translation>Was in jedem Gespräch vorkommt, ohne gezeichnet zu sein. Jeder Fall hat seine übliche Antwort; ändern Sie, was anders sein soll.</translation>
    </message>
</context>
<context>
    <name>PairRow</name>
    <message>
        <source>Choose a field…</source>
        <translation>Feld wählen …</translation>
    </message>
    <message>
        <source>Keep in another field</source>
        <translation>In einem anderen Feld behalten</translation>
    </message>
    <message>
        <source>Look up by another field</source>
        <translation>Nach einem anderen Feld suchen</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht behalten</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Command &amp;palette…</source>
        <translation>&amp;Befehlspalette …</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Done lately</source>
        <translation>Zuletzt getan</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Find any action or step by a few letters</source>
        <translation>Jede Aktion und jeden Schritt mit ein paar Buchstaben finden</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Type what you want to do, or where to go</source>
        <translation>Tippen Sie, was Sie tun oder wohin Sie gehen möchten</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Was möglich ist</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>jetzt nicht möglich</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>Pen</name>
    <message>
        <source>Choose the first step</source>
        <translation>Ersten Schritt wählen</translation>
    </message>
    <message>
        <source>Connect “{one}” to “{other}”</source>
        <translation>„{one}“ mit „{other}“ verbinden</translation>
    </message>
    <message>
        <source>Draw “{title}”</source>
        <translation>„{title}“ zeichnen</translation>
    </message>
    <message>
        <source>Insert step</source>
        <translation>Schritt einfügen</translation>
    </message>
    <message>
        <source>Lead the way elsewhere</source>
        <translation>Den Weg anderswohin führen</translation>
    </message>
    <message>
        <source>Let the way come from elsewhere</source>
        <translation>Den Weg von anderswo kommen lassen</translation>
    </message>
    <message>
        <source>Nothing comes after an end. Choose a step before it.</source>
        <translation>Nach einem Ende kommt nichts. Wählen Sie einen Schritt davor.</translation>
    </message>
    <message>
        <source>This goes back, so it may be taken {number} times; then comes “{step}”.</source>
        <translation>Das führt zurück und darf daher {number} Mal genommen werden; dann kommt „{step}“.</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>No step is drawn yet.</source>
        <translation>Noch ist kein Schritt gezeichnet.</translation>
    </message>
    <message>
        <source>Picture of the chart</source>
        <translation>Bild des Diagramms</translation>
    </message>
    <message>
        <source>There is no picture of it.</source>
        <translation>Davon gibt es kein Bild.</translation>
    </message>
    <message>
        <source>{number} steps: too many for a picture here.</source>
        <translation>{number} Schritte: zu viele für ein Bild hier.</translation>
    </message>
</context>
<context>
    <name>Planning</name>
    <message>
        <source>The counting stopped.</source>
        <translation>Das Zählen ist abgebrochen.</translation>
    </message>
    <message>
        <source>There is no room to count in: {reason}.</source>
        <translation>Zum Zählen fehlt der Platz: {reason}.</translation>
    </message>
</context>
<context>
    <name>ProcedurePage</name>
    <message>
        <source>Begin elsewhere</source>
        <translation>Anderswo beginnen</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Booking a trip</source>
        <translation>Eine Reise buchen</translation>
    </message>
    <message>
        <source>Change the language</source>
        <translation>Sprache ändern</translation>
    </message>
    <message>
        <source>Change the procedure's name</source>
        <translation>Namen des Ablaufs ändern</translation>
    </message>
    <message>
        <source>Change what the agent is there for</source>
        <translation>Aufgabe des Agenten ändern</translation>
    </message>
    <message>
        <source>Change who the agent is</source>
        <translation>Ändern, wer der Agent ist</translation>
    </message>
    <message>
        <source>Choose a step…</source>
        <translation>Schritt wählen …</translation>
    </message>
    <message>
        <source>Completes the sentence: I can only help with …</source>
        <translation>Ergänzt den Satz: Ich kann nur helfen bei …</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>It is there for</source>
        <translation>Seine Aufgabe</translation>
    </message>
    <message>
        <source>Its name, its part and its tone</source>
        <translation>Sein Name, seine Rolle und sein Ton</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Leaving the path</source>
        <translation>Abseits des Wegs</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Needed where days are compared with today</source>
        <translation>Nötig, wo Tage mit heute verglichen werden</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Questions people ask</source>
        <translation>Fragen, die gestellt werden</translation>
    </message>
    <message>
        <source>Select a step to see it here instead.</source>
        <translation>Wählen Sie einen Schritt, um ihn stattdessen hier zu sehen.</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>The agent is</source>
        <translation>Der Agent ist</translation>
    </message>
    <message>
        <source>The agent knows today's date</source>
        <translation>Der Agent kennt das heutige Datum</translation>
    </message>
    <message>
        <source>Today's date</source>
        <translation>Heutiges Datum</translation>
    </message>
    <message>
        <source>Who the agent is and how it talks: Marta, a travel agent, warm and brisk</source>
        <translation>Wer der Agent ist und wie er spricht: Marta, Reiseberaterin, herzlich und flott</translation>
    </message>
    <message>
        <source>booking flights with Blue Door Travel</source>
        <translation>Flugbuchungen bei Blue Door Travel</translation>
    </message>
    <message>
        <source>{number} changed</source>
        <translation>{number} geändert</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen …</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>&amp;Recover</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard the unsaved work on “{title}”?</source>
        <translation>Die ungespeicherte Arbeit an „{title}“ verwerfen?</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>Datei:</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>Sie lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>It was never saved in a file.</source>
        <translation>Sie wurde nie in einer Datei gespeichert.</translation>
    </message>
    <message>
        <source>Keep it, and ask again at the next start</source>
        <translation>Behalten und beim nächsten Start wieder fragen</translation>
    </message>
    <message>
        <source>Last changed:</source>
        <translation>Zuletzt geändert:</translation>
    </message>
    <message>
        <source>Procedures with unsaved work</source>
        <translation>Abläufe mit ungespeicherter Arbeit</translation>
    </message>
    <message>
        <source>Some work was not saved</source>
        <translation>Manches wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>The file itself cannot be read now.</source>
        <translation>Die Datei selbst lässt sich jetzt nicht lesen.</translation>
    </message>
    <message>
        <source>The file was saved again later.</source>
        <translation>Die Datei wurde später noch einmal gespeichert.</translation>
    </message>
    <message>
        <source>The studio ended before it could be saved. It was kept, up to about its last second.</source>
        <translation>Das Studio endete, bevor gespeichert werden konnte. Die Arbeit ist bis etwa zur letzten Sekunde erhalten.</translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation>Ungespeicherte Arbeit</translation>
    </message>
    <message>
        <source>What differs from the file:</source>
        <translation>Was von der Datei abweicht:</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>Registry</name>
    <message>
        <source>&amp;Arrange</source>
        <translation>An&amp;ordnen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Procedure</source>
        <translation>A&amp;blauf</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>Auf der Zeichenfläche</translation>
    </message>
</context>
<context>
    <name>RehearsalPanel</name>
    <message>
        <source>Answer as the customer would…</source>
        <translation>Antworten, wie der Kunde es täte …</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>Keep as test case</source>
        <translation>Als Testfall behalten</translation>
    </message>
    <message>
        <source>Kept as {id} in {file}.</source>
        <translation>Als {id} in {file} behalten.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play with likely answers</source>
        <translation>Mit wahrscheinlichen Antworten abspielen</translation>
    </message>
    <message>
        <source>Save the procedure first.</source>
        <translation>Speichern Sie zuerst den Ablauf.</translation>
    </message>
    <message>
        <source>Save this conversation beside the procedure; “studio test” checks it again</source>
        <translation>Dieses Gespräch neben dem Ablauf speichern; „studio test“ prüft es wieder</translation>
    </message>
    <message>
        <source>Take the last answer back</source>
        <translation>Letzte Antwort zurücknehmen</translation>
    </message>
    <message>
        <source>Test cases stand beside the procedure's file, and there is none yet.</source>
        <translation>Testfälle stehen neben der Datei des Ablaufs, und noch gibt es keine.</translation>
    </message>
    <message>
        <source>What the customer says</source>
        <translation>Was der Kunde sagt</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Capitals and small letters differ</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Find in all texts</source>
        <translation>In allen Texten suchen</translation>
    </message>
    <message>
        <source>Finds words in titles, texts, examples, fields and knowledge.</source>
        <translation>Findet Wörter in Titeln, Texten, Beispielen, Feldern und Wissen.</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Only whole words</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace what is found</source>
        <translation>Gefundenes ersetzen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Replace {number}</source>
        <translation>{number} ersetzen</translation>
    </message>
    <message>
        <source>Replace “{old}” with “{new}”</source>
        <translation>„{old}“ durch „{new}“ ersetzen</translation>
    </message>
    <message>
        <source>Replaced {places} in {texts}.</source>
        <translation>{places} in {texts} ersetzt.</translation>
    </message>
    <message>
        <source>Texts found</source>
        <translation>Gefundene Texte</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Ganze Wörter</translation>
    </message>
    <message>
        <source>{places} in {texts}</source>
        <translation>{places} in {texts}</translation>
    </message>
</context>
<context>
    <name>SeveralPage</name>
    <message>
        <source>Move, align, copy or delete them together on the chart.</source>
        <translation>Im Diagramm gemeinsam verschieben, ausrichten, kopieren oder löschen.</translation>
    </message>
    <message>
        <source>Select one thing alone to see it here.</source>
        <translation>Wählen Sie ein einzelnes Ding, um es hier zu sehen.</translation>
    </message>
    <message>
        <source>{number} selected</source>
        <translation>{number} ausgewählt</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Every action is in the command palette too: {keys}</source>
        <translation>Jede Aktion steht auch in der Befehlspalette: {keys}</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
</context>
<context>
    <name>SheetCard</name>
    <message>
        <source>Name a group</source>
        <translation>Gruppe benennen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Title of the group</source>
        <translation>Titel der Gruppe</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Kinds of step</source>
        <translation>Arten von Schritten</translation>
    </message>
</context>
<context>
    <name>Sign</name>
    <message>
        <source>Nothing drawn yet</source>
        <translation>Noch nichts gezeichnet</translation>
    </message>
    <message>
        <source>Ready to compile</source>
        <translation>Bereit zum Kompilieren</translation>
    </message>
    <message>
        <source>{said}. Press to see what was found.</source>
        <translation>{said}. Drücken, um die Befunde zu sehen.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>An empty canvas</source>
        <translation>Eine leere Zeichenfläche</translation>
    </message>
    <message>
        <source>Begin with nothing, or change a sample.</source>
        <translation>Fangen Sie bei null an oder ändern Sie ein Beispiel.</translation>
    </message>
    <message>
        <source>Blank chart</source>
        <translation>Leeres Diagramm</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start a procedure</source>
        <translation>Einen Ablauf beginnen</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>or drag one into the window</source>
        <translation>oder eine in das Fenster ziehen</translation>
    </message>
    <message>
        <source>{number} steps. {scope}</source>
        <translation>{number} Schritte. {scope}</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>Edit text</source>
        <translation>Text bearbeiten</translation>
    </message>
    <message>
        <source>Edit title</source>
        <translation>Titel bearbeiten</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>Was gesagt wird</translation>
    </message>
</context>
<context>
    <name>StepChoice</name>
    <message>
        <source>Not drawn yet</source>
        <translation>Noch nicht gezeichnet</translation>
    </message>
    <message>
        <source>{name} (gone)</source>
        <translation>{name} (entfernt)</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message>
        <source>A short title</source>
        <translation>Ein kurzer Titel</translation>
    </message>
    <message>
        <source>A shorter wording for the second time</source>
        <translation>Eine kürzere Fassung für das zweite Mal</translation>
    </message>
    <message>
        <source>Begin elsewhere</source>
        <translation>Anderswo beginnen</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>Zweige</translation>
    </message>
    <message>
        <source>Branches, the first that holds is taken</source>
        <translation>Zweige, der erste zutreffende gilt</translation>
    </message>
    <message>
        <source>Change a note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>Change a text</source>
        <translation>Text ändern</translation>
    </message>
    <message>
        <source>Change a title</source>
        <translation>Titel ändern</translation>
    </message>
    <message>
        <source>Change how it ends</source>
        <translation>Ausgang ändern</translation>
    </message>
    <message>
        <source>Change the repeated wording</source>
        <translation>Wiederholte Fassung ändern</translation>
    </message>
    <message>
        <source>Comparing fields</source>
        <translation>Vergleich von Feldern</translation>
    </message>
    <message>
        <source>Conversations begin here</source>
        <translation>Gespräche beginnen hier</translation>
    </message>
    <message>
        <source>Decide otherwise</source>
        <translation>Anders entscheiden</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden nach</translation>
    </message>
    <message>
        <source>Fields it fills</source>
        <translation>Felder, die es füllt</translation>
    </message>
    <message>
        <source>For people who read the chart; the agent never says it</source>
        <translation>Für Leser des Diagramms; der Agent sagt es nie</translation>
    </message>
    <message>
        <source>How it ends</source>
        <translation>Wie es ausgeht</translation>
    </message>
    <message>
        <source>Judge another answer</source>
        <translation>Andere Antwort beurteilen</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>Beurteilt wird</translation>
    </message>
    <message>
        <source>Last words</source>
        <translation>Letzte Worte</translation>
    </message>
    <message>
        <source>None: the conversation closes without a word</source>
        <translation>Keine: Das Gespräch endet ohne ein Wort</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Otherwise the agent may put it a little differently</source>
        <translation>Sonst darf der Agent es etwas anders ausdrücken</translation>
    </message>
    <message>
        <source>Questions people ask here</source>
        <translation>Fragen, die hier gestellt werden</translation>
    </message>
    <message>
        <source>Say it word for word</source>
        <translation>Wortwörtlich sagen</translation>
    </message>
    <message>
        <source>The agent asks</source>
        <translation>Der Agent fragt</translation>
    </message>
    <message>
        <source>The agent says</source>
        <translation>Der Agent sagt</translation>
    </message>
    <message>
        <source>The last message</source>
        <translation>Die letzte Nachricht</translation>
    </message>
    <message>
        <source>The last message, or an answer given earlier</source>
        <translation>Die letzte Nachricht oder eine frühere Antwort</translation>
    </message>
    <message>
        <source>The same words, unless you write others</source>
        <translation>Dieselben Worte, außer Sie schreiben andere</translation>
    </message>
    <message>
        <source>Then go to</source>
        <translation>Dann weiter zu</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Type { to speak a field</source>
        <translation>{ tippen, um ein Feld zu sprechen</translation>
    </message>
    <message>
        <source>What is kept of the answer, in this order</source>
        <translation>Was von der Antwort behalten wird, in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>What stands on the chart</source>
        <translation>Was im Diagramm steht</translation>
    </message>
    <message>
        <source>What the person says</source>
        <translation>Was die Person sagt</translation>
    </message>
    <message>
        <source>When it asks again</source>
        <translation>Wenn erneut gefragt wird</translation>
    </message>
    <message>
        <source>Word for word or not</source>
        <translation>Wortwörtlich oder nicht</translation>
    </message>
    <message>
        <source>Write what the agent asks. Type { to speak a field.</source>
        <translation>Schreiben Sie, was der Agent fragt. Mit { sprechen Sie ein Feld.</translation>
    </message>
    <message>
        <source>Write what the agent says. Type { to speak a field.</source>
        <translation>Schreiben Sie, was der Agent sagt. Mit { sprechen Sie ein Feld.</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>Change a cell</source>
        <translation>Zelle ändern</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>Zellen leeren</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
</context>
<context>
    <name>TestRow</name>
    <message>
        <source>Compare another field</source>
        <translation>Anderes Feld vergleichen</translation>
    </message>
    <message>
        <source>Compare otherwise</source>
        <translation>Anders vergleichen</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Field compared</source>
        <translation>Verglichenes Feld</translation>
    </message>
    <message>
        <source>Remove a comparison</source>
        <translation>Vergleich entfernen</translation>
    </message>
    <message>
        <source>Remove this comparison</source>
        <translation>Diesen Vergleich entfernen</translation>
    </message>
</context>
<context>
    <name>ToolCard</name>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Change a table's title</source>
        <translation>Titel einer Tabelle ändern</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>Looked up by</source>
        <translation>Gesucht nach</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste a table</source>
        <translation>Tabelle einfügen</translation>
    </message>
    <message>
        <source>Paste a table copied from a spreadsheet</source>
        <translation>Eine aus einer Tabellenkalkulation kopierte Tabelle einfügen</translation>
    </message>
    <message>
        <source>Paste a table first; its first line names the columns.</source>
        <translation>Fügen Sie zuerst eine Tabelle ein; ihre erste Zeile benennt die Spalten.</translation>
    </message>
    <message>
        <source>Read a CSV file saved by a spreadsheet</source>
        <translation>Eine von einer Tabellenkalkulation gespeicherte CSV-Datei lesen</translation>
    </message>
    <message>
        <source>Read a table</source>
        <translation>Tabelle lesen</translation>
    </message>
    <message>
        <source>Remove a table</source>
        <translation>Tabelle entfernen</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>Zeilen entfernen</translation>
    </message>
    <message>
        <source>Remove this table</source>
        <translation>Diese Tabelle entfernen</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>Tabellen (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>The table is empty. In your spreadsheet copy it with the names of its columns in the first line, and paste it here.</source>
        <translation>Die Tabelle ist leer. Kopieren Sie sie in Ihrer Tabellenkalkulation mit den Spaltennamen in der ersten Zeile und fügen Sie sie hier ein.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What is looked up</source>
        <translation>Was nachgeschlagen wird</translation>
    </message>
    <message>
        <source>{number} rows</source>
        <translation>{number} Zeilen</translation>
    </message>
</context>
<context>
    <name>ToolsPart</name>
    <message>
        <source>Add a table</source>
        <translation>Tabelle hinzufügen</translation>
    </message>
    <message>
        <source>New table</source>
        <translation>Neue Tabelle</translation>
    </message>
    <message>
        <source>No tables yet. An act step looks things up in a table: prices, stock, opening hours. Copy one in your spreadsheet and paste it here.</source>
        <translation>Noch keine Tabellen. Ein Handlungsschritt schlägt in einer Tabelle nach: Preise, Bestand, Öffnungszeiten. Kopieren Sie eine in Ihrer Tabellenkalkulation und fügen Sie sie hier ein.</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
</context>
<context>
    <name>ValueEditors</name>
    <message>
        <source>Compare with another value</source>
        <translation>Mit anderem Wert vergleichen</translation>
    </message>
    <message>
        <source>Value compared with</source>
        <translation>Vergleichswert</translation>
    </message>
    <message>
        <source>Values parted by commas</source>
        <translation>Werte, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>value, value</source>
        <translation>Wert, Wert</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>Your work is still open; save it under another name now.</source>
        <translation>Ihre Arbeit ist noch offen; speichern Sie sie jetzt unter einem anderen Namen.</translation>
    </message>
</context>
<context>
    <name>canvas</name>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>N&amp;otiz</translation>
    </message>
    <message>
        <source>&amp;Pin in place</source>
        <translation>Anhe&amp;ften</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Change the size</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Delete the note or group</source>
        <translation>Notiz oder Gruppe löschen</translation>
    </message>
    <message>
        <source>Double click to write</source>
        <translation>Doppelklicken zum Schreiben</translation>
    </message>
    <message>
        <source>Draw a coloured area around the selected steps; moving it moves them</source>
        <translation>Eine farbige Fläche um die gewählten Schritte zeichnen; wird sie verschoben, gehen sie mit</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Keep the step where it is when tidying</source>
        <translation>Den Schritt beim Aufräumen lassen, wo er ist</translation>
    </message>
    <message>
        <source>Let the step be moved when tidying</source>
        <translation>Den Schritt beim Aufräumen verschieben lassen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move step</source>
        <translation>Schritt verschieben</translation>
    </message>
    <message>
        <source>Move {number} steps</source>
        <translation>{number} Schritte verschieben</translation>
    </message>
    <message>
        <source>No tool chosen yet</source>
        <translation>Noch kein Werkzeug gewählt</translation>
    </message>
    <message>
        <source>Nothing said yet</source>
        <translation>Noch nichts gesagt</translation>
    </message>
    <message>
        <source>Pin in place</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Remove notes and groups</source>
        <translation>Notizen und Gruppen entfernen</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Take the pin &amp;off</source>
        <translation>Heft&amp;nadel lösen</translation>
    </message>
    <message>
        <source>Take the pin off</source>
        <translation>Heftnadel lösen</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>What a look-up can answer has names of its own, which stay as they are.</source>
        <translation>Die Ergebnisse des Nachschlagens haben eigene Namen, die bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Write a note on the chart; it is no part of the conversation</source>
        <translation>Eine Notiz ins Diagramm schreiben; sie ist kein Teil des Gesprächs</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>abandoned</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>after one time</source>
        <translation>nach einem Mal</translation>
    </message>
    <message>
        <source>after {number} times</source>
        <translation>nach {number} Mal</translation>
    </message>
    <message>
        <source>area colour frame section</source>
        <translation>Fläche Farbe Rahmen Abschnitt</translation>
    </message>
    <message>
        <source>at most once</source>
        <translation>höchstens einmal</translation>
    </message>
    <message>
        <source>comment sticky text</source>
        <translation>Kommentar Zettel Text</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>escalated</source>
        <translation>weitergegeben</translation>
    </message>
    <message>
        <source>fix lock stay</source>
        <translation>fest sperren bleiben</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>note group colour</source>
        <translation>Notiz Gruppe Farbe</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>up to {number} times</source>
        <translation>bis zu {number} Mal</translation>
    </message>
</context>
<context>
    <name>document</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Answers at any step</source>
        <translation>Antworten bei jedem Schritt</translation>
    </message>
    <message>
        <source>Asks for: {fields}</source>
        <translation>Fragt nach: {fields}</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Zweig</translation>
    </message>
    <message>
        <source>By the answer kept in {field}:</source>
        <translation>Nach der Antwort in {field}:</translation>
    </message>
    <message>
        <source>By what is known, the first that holds:</source>
        <translation>Nach dem, was bekannt ist; das erste Zutreffende gilt:</translation>
    </message>
    <message>
        <source>By what the person has just said:</source>
        <translation>Nach dem, was die Person gerade gesagt hat:</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>Zum Beispiel</translation>
    </message>
    <message>
        <source>It begins with {step}.</source>
        <translation>Er beginnt mit {step}.</translation>
    </message>
    <message>
        <source>It is about: {scope}</source>
        <translation>Worum es geht: {scope}</translation>
    </message>
    <message>
        <source>Keeps: {values}</source>
        <translation>Behält: {values}</translation>
    </message>
    <message>
        <source>Looks for: {values}</source>
        <translation>Sucht nach: {values}</translation>
    </message>
    <message>
        <source>Looks it up in {table}.</source>
        <translation>Schlägt nach in {table}.</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>Nötig</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>Notiz: {text}</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>The answer is</source>
        <translation>Lautet die Antwort</translation>
    </message>
    <message>
        <source>The conversation ends with a refusal.</source>
        <translation>Das Gespräch endet mit einer Ablehnung.</translation>
    </message>
    <message>
        <source>The conversation ends with success.</source>
        <translation>Das Gespräch endet mit Erfolg.</translation>
    </message>
    <message>
        <source>The conversation ends, given up.</source>
        <translation>Das Gespräch endet ohne Ergebnis.</translation>
    </message>
    <message>
        <source>The conversation is passed to a person.</source>
        <translation>Das Gespräch geht an einen Menschen über.</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>Then: {step}</source>
        <translation>Dann: {step}</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Whatever the step</source>
        <translation>Bei jedem Schritt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wenn</translation>
    </message>
    <message>
        <source>When asked</source>
        <translation>Auf die Frage</translation>
    </message>
    <message>
        <source>When asked again: {text}</source>
        <translation>Wenn erneut gefragt wird: {text}</translation>
    </message>
    <message>
        <source>When somebody</source>
        <translation>Wenn jemand</translation>
    </message>
    <message>
        <source>Word for word</source>
        <translation>Wortwörtlich</translation>
    </message>
    <message>
        <source>a choice</source>
        <translation>eine Auswahl</translation>
    </message>
    <message>
        <source>a code</source>
        <translation>ein Code</translation>
    </message>
    <message>
        <source>a date</source>
        <translation>ein Datum</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a phone number</source>
        <translation>eine Telefonnummer</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>an amount of money</source>
        <translation>ein Geldbetrag</translation>
    </message>
    <message>
        <source>an e-mail address</source>
        <translation>eine E-Mail-Adresse</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
    <message>
        <source>answers unclearly</source>
        <translation>unklar antwortet</translation>
    </message>
    <message>
        <source>answers, then asks again.</source>
        <translation>antwortet und fragt dann erneut.</translation>
    </message>
    <message>
        <source>asks</source>
        <translation>fragt</translation>
    </message>
    <message>
        <source>asks again, at most twice.</source>
        <translation>fragt erneut, höchstens zweimal.</translation>
    </message>
    <message>
        <source>asks for something else</source>
        <translation>etwas anderes möchte</translation>
    </message>
    <message>
        <source>asks something that can be answered</source>
        <translation>etwas fragt, das sich beantworten lässt</translation>
    </message>
    <message>
        <source>corrects an earlier answer</source>
        <translation>eine frühere Antwort berichtigt</translation>
    </message>
    <message>
        <source>decides</source>
        <translation>entscheidet</translation>
    </message>
    <message>
        <source>does not want to tell</source>
        <translation>etwas nicht angeben möchte</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>ends the conversation.</source>
        <translation>beendet das Gespräch.</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>gives an answer that is not valid</source>
        <translation>eine ungültige Antwort gibt</translation>
    </message>
    <message>
        <source>goes on without it where it is not needed, else asks again, at most twice.</source>
        <translation>macht ohne die Angabe weiter, wo sie nicht nötig ist; sonst fragt er erneut, höchstens zweimal.</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is known</source>
        <translation>ist bekannt</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist kleiner als</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist größer als</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>ist nicht bekannt</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>it failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>keeps it all, and skips what need not be asked any more.</source>
        <translation>behält alles und überspringt, was nicht mehr gefragt werden muss.</translation>
    </message>
    <message>
        <source>keeps the new answer and goes back to the first step that it changes.</source>
        <translation>behält die neue Antwort und geht zum ersten Schritt zurück, den sie ändert.</translation>
    </message>
    <message>
        <source>looks up</source>
        <translation>schlägt nach</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>nowhere yet</source>
        <translation>noch nirgendwohin</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>sonst</translation>
    </message>
    <message>
        <source>passes the conversation on.</source>
        <translation>gibt das Gespräch weiter.</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>says</source>
        <translation>sagt</translation>
    </message>
    <message>
        <source>says what it is for, then asks again.</source>
        <translation>sagt, wofür er da ist, und fragt dann erneut.</translation>
    </message>
    <message>
        <source>says what was expected and asks again, at most twice.</source>
        <translation>sagt, was erwartet war, und fragt erneut, höchstens zweimal.</translation>
    </message>
    <message>
        <source>tells more than was asked</source>
        <translation>mehr sagt, als gefragt war</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>tut der Agent dies</translation>
    </message>
    <message>
        <source>tries once more, then passes the conversation on.</source>
        <translation>versucht es noch einmal und gibt das Gespräch dann weiter.</translation>
    </message>
    <message>
        <source>tries to have rules broken</source>
        <translation>Regeln brechen lassen will</translation>
    </message>
    <message>
        <source>waits and a look-up fails</source>
        <translation>wartet und das Nachschlagen misslingt</translation>
    </message>
    <message>
        <source>wants to speak to a person</source>
        <translation>mit einem Menschen sprechen möchte</translation>
    </message>
    <message>
        <source>wants to stop</source>
        <translation>aufhören möchte</translation>
    </message>
    <message>
        <source>word for word</source>
        <translation>wortwörtlich</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>{step}, at most {limit} times</source>
        <translation>{step}, höchstens {limit} Mal</translation>
    </message>
    <message>
        <source>{step}, at most {limit} times, then {other}</source>
        <translation>{step}, höchstens {limit} Mal, dann {other}</translation>
    </message>
</context>
<context>
    <name>drawing</name>
    <message>
        <source>A picture of {wide} × {high} pixels is too large.</source>
        <translation>Ein Bild von {wide} × {high} Bildpunkten ist zu groß.</translation>
    </message>
    <message>
        <source>Add a step first.</source>
        <translation>Fügen Sie zuerst einen Schritt hinzu.</translation>
    </message>
    <message>
        <source>Choose a smaller scale, or SVG or PDF, which have none.</source>
        <translation>Wählen Sie eine kleinere Größe, oder SVG oder PDF, die keine Grenze haben.</translation>
    </message>
    <message>
        <source>There is no step to draw yet.</source>
        <translation>Es gibt noch keinen Schritt zu zeichnen.</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>A picture, a PDF or a document</source>
        <translation>Ein Bild, ein PDF oder ein Dokument</translation>
    </message>
    <message>
        <source>Document as a web page (HTML)</source>
        <translation>Dokument als Webseite (HTML)</translation>
    </message>
    <message>
        <source>Document: the chart, then everything in words (PDF)</source>
        <translation>Dokument: das Diagramm, dann alles in Worten (PDF)</translation>
    </message>
    <message>
        <source>Drawing of the chart, sharp at any size (SVG)</source>
        <translation>Zeichnung des Diagramms, in jeder Größe scharf (SVG)</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>Exportiert nach {path}</translation>
    </message>
    <message>
        <source>Picture of the chart (PNG)</source>
        <translation>Bild des Diagramms (PNG)</translation>
    </message>
    <message>
        <source>The chart on one page (PDF)</source>
        <translation>Das Diagramm auf einer Seite (PDF)</translation>
    </message>
    <message>
        <source>The chart over several pages (PDF)</source>
        <translation>Das Diagramm über mehrere Seiten (PDF)</translation>
    </message>
    <message>
        <source>The chart, and everything in words</source>
        <translation>Das Diagramm und alles in Worten</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Das Schreiben von {name}</translation>
    </message>
    <message>
        <source>png svg pdf html picture save</source>
        <translation>png svg pdf html Bild speichern</translation>
    </message>
</context>
<context>
    <name>filing</name>
    <message>
        <source>Open a procedure</source>
        <translation>Ablauf öffnen</translation>
    </message>
    <message>
        <source>Procedures (*{suffix});;All files (*)</source>
        <translation>Abläufe (*{suffix});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the changes to “{title}”?</source>
        <translation>Die Änderungen an „{title}“ speichern?</translation>
    </message>
    <message>
        <source>Save the procedure</source>
        <translation>Ablauf speichern</translation>
    </message>
    <message>
        <source>Without saving, they are lost.</source>
        <translation>Ohne Speichern gehen sie verloren.</translation>
    </message>
</context>
<context>
    <name>gestures</name>
    <message>
        <source>&amp;Begin with this step</source>
        <translation>&amp;Mit diesem Schritt beginnen</translation>
    </message>
    <message>
        <source>&amp;Connect to a step…</source>
        <translation>Mit einem Schritt &amp;verbinden …</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Next step…</source>
        <translation>&amp;Nächster Schritt …</translation>
    </message>
    <message>
        <source>&amp;Next way out</source>
        <translation>&amp;Nächster Weg</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>E&amp;infügen</translation>
    </message>
    <message>
        <source>&amp;Previous way out</source>
        <translation>Voriger We&amp;g</translation>
    </message>
    <message>
        <source>Align &amp;bottom</source>
        <translation>&amp;Unten ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;centre</source>
        <translation>Mitti&amp;g ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;left</source>
        <translation>&amp;Links ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;middle</source>
        <translation>Auf halber &amp;Höhe ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;right</source>
        <translation>&amp;Rechts ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;top</source>
        <translation>&amp;Oben ausrichten</translation>
    </message>
    <message>
        <source>Align steps</source>
        <translation>Schritte ausrichten</translation>
    </message>
    <message>
        <source>Ask a question</source>
        <translation>Eine Frage stellen</translation>
    </message>
    <message>
        <source>Choose what comes after the selected step, or into the selected edge</source>
        <translation>Wählen, was nach dem gewählten Schritt oder in den gewählten Weg kommt</translation>
    </message>
    <message>
        <source>Connect to a step…</source>
        <translation>Mit einem Schritt verbinden …</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>ausschneiden</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>Ver&amp;doppeln</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Distribute &amp;across</source>
        <translation>Nebeneinander verte&amp;ilen</translation>
    </message>
    <message>
        <source>Distribute &amp;down</source>
        <translation>Untereinander ver&amp;teilen</translation>
    </message>
    <message>
        <source>Distribute steps</source>
        <translation>Schritte verteilen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>verdoppeln</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Even gaps between the steps</source>
        <translation>Gleiche Abstände zwischen den Schritten</translation>
    </message>
    <message>
        <source>Fields and tools that the steps need came along.</source>
        <translation>Felder und Werkzeuge, die die Schritte brauchen, kamen mit.</translation>
    </message>
    <message>
        <source>Go through the ways out of the selected step</source>
        <translation>Durch die Wege aus dem gewählten Schritt gehen</translation>
    </message>
    <message>
        <source>Lead the way on to a step that is drawn already</source>
        <translation>Den Weg zu einem schon gezeichneten Schritt führen</translation>
    </message>
    <message>
        <source>Let the conversation begin with the selected step</source>
        <translation>Das Gespräch mit dem gewählten Schritt beginnen lassen</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Nachschlagen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mitteilung</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten verschieben</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links verschieben</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts verschieben</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben verschieben</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>einfügen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Say something</source>
        <translation>Etwas sagen</translation>
    </message>
    <message>
        <source>The agent looks something up in a table</source>
        <translation>Der Agent schlägt etwas in einer Tabelle nach</translation>
    </message>
    <message>
        <source>The agent says something and goes on</source>
        <translation>Der Agent sagt etwas und geht weiter</translation>
    </message>
    <message>
        <source>The agent says something and waits for the answer</source>
        <translation>Der Agent sagt etwas und wartet auf die Antwort</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>The conversation closes here</source>
        <translation>Das Gespräch endet hier</translation>
    </message>
    <message>
        <source>The way parts, by what was said or by fields</source>
        <translation>Der Weg teilt sich, nach dem Gesagten oder nach Feldern</translation>
    </message>
    <message>
        <source>There are no steps on the clipboard. Copy some steps first.</source>
        <translation>In der Zwischenablage sind keine Schritte. Kopieren Sie zuerst einige.</translation>
    </message>
    <message>
        <source>To the step &amp;after</source>
        <translation>Zum Schritt &amp;danach</translation>
    </message>
    <message>
        <source>To the step &amp;before</source>
        <translation>Zum Schritt da&amp;vor</translation>
    </message>
    <message>
        <source>To the step on the &amp;left</source>
        <translation>Zum Schritt &amp;links</translation>
    </message>
    <message>
        <source>To the step on the &amp;right</source>
        <translation>Zum Schritt &amp;rechts</translation>
    </message>
    <message>
        <source>Use a tool</source>
        <translation>Ein Werkzeug benutzen</translation>
    </message>
    <message>
        <source>append add new</source>
        <translation>anhängen hinzufügen neu</translation>
    </message>
    <message>
        <source>append add new step</source>
        <translation>anhängen hinzufügen neuer Schritt</translation>
    </message>
    <message>
        <source>edge arrow link</source>
        <translation>Weg Pfeil Verbindung</translation>
    </message>
    <message>
        <source>first start</source>
        <translation>erster Anfang</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>nudge shift</source>
        <translation>schieben rücken</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{move}, a little</source>
        <translation>{move}, ein wenig</translation>
    </message>
    <message>
        <source>{verb} step</source>
        <translation>Schritt {verb}</translation>
    </message>
    <message>
        <source>{verb} {number} steps</source>
        <translation>{number} Schritte {verb}</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>A look-up fails</source>
        <translation>Das Nachschlagen misslingt</translation>
    </message>
    <message>
        <source>A row fits what is known</source>
        <translation>Eine Zeile passt zum Bekannten</translation>
    </message>
    <message>
        <source>A row fits, and its column "outcome" says refused</source>
        <translation>Eine Zeile passt, und in ihrer Spalte „outcome“ steht refused</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Handeln</translation>
    </message>
    <message>
        <source>Amount of money</source>
        <translation>Geldbetrag</translation>
    </message>
    <message>
        <source>Any text</source>
        <translation>Beliebiger Text</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Closes the conversation.</source>
        <translation>Beendet das Gespräch.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copy two columns of a spreadsheet: the question, and the answer.</source>
        <translation>Kopieren Sie zwei Spalten einer Tabellenkalkulation: die Frage und die Antwort.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Done as hoped</source>
        <translation>Wie gewünscht erledigt</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Edit the &amp;details</source>
        <translation>&amp;Einzelheiten bearbeiten</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Go to the details of what is selected; Escape comes back</source>
        <translation>Zu den Einzelheiten des Ausgewählten; Esc führt zurück</translation>
    </message>
    <message>
        <source>Handed to a person</source>
        <translation>An einen Menschen gegeben</translation>
    </message>
    <message>
        <source>Looks something up in a table.</source>
        <translation>Schlägt etwas in einer Tabelle nach.</translation>
    </message>
    <message>
        <source>No row fits what is known</source>
        <translation>Keine Zeile passt zum Bekannten</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>One of several</source>
        <translation>Eines von mehreren</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>Sagen</translation>
    </message>
    <message>
        <source>Says nothing: the way parts here.</source>
        <translation>Sagt nichts: Hier teilt sich der Weg.</translation>
    </message>
    <message>
        <source>Says something and goes on.</source>
        <translation>Sagt etwas und geht weiter.</translation>
    </message>
    <message>
        <source>Says something and waits.</source>
        <translation>Sagt etwas und wartet.</translation>
    </message>
    <message>
        <source>The agent answers from the knowledge, then asks again.</source>
        <translation>Der Agent antwortet aus dem Wissen und fragt dann erneut.</translation>
    </message>
    <message>
        <source>The agent asks again, twice at most, then hands over.</source>
        <translation>Der Agent fragt erneut, höchstens zweimal, und gibt dann weiter.</translation>
    </message>
    <message>
        <source>The agent changes it and goes on from there.</source>
        <translation>Der Agent ändert es und macht dort weiter.</translation>
    </message>
    <message>
        <source>The agent hands over.</source>
        <translation>Der Agent gibt weiter.</translation>
    </message>
    <message>
        <source>The agent keeps it and does not ask for it again.</source>
        <translation>Der Agent behält es und fragt nicht noch einmal danach.</translation>
    </message>
    <message>
        <source>The agent says goodbye.</source>
        <translation>Der Agent verabschiedet sich.</translation>
    </message>
    <message>
        <source>The agent says what it is there for, then asks again.</source>
        <translation>Der Agent sagt, wofür er da ist, und fragt dann erneut.</translation>
    </message>
    <message>
        <source>The agent says why and asks again, twice at most.</source>
        <translation>Der Agent sagt, warum, und fragt erneut, höchstens zweimal.</translation>
    </message>
    <message>
        <source>The agent stays with its task and asks again.</source>
        <translation>Der Agent bleibt bei seiner Aufgabe und fragt erneut.</translation>
    </message>
    <message>
        <source>The agent tries once more, then hands over.</source>
        <translation>Der Agent versucht es noch einmal und gibt dann weiter.</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>The clipboard holds no table of questions and answers.</source>
        <translation>Die Zwischenablage enthält keine Tabelle mit Fragen und Antworten.</translation>
    </message>
    <message>
        <source>The look-up did not work, or the column "outcome" says error</source>
        <translation>Das Nachschlagen ging nicht, oder in der Spalte „outcome“ steht error</translation>
    </message>
    <message>
        <source>Their answer cannot be used</source>
        <translation>Die Antwort ist unbrauchbar</translation>
    </message>
    <message>
        <source>They answer unclearly</source>
        <translation>Unklare Antwort</translation>
    </message>
    <message>
        <source>They ask for something else</source>
        <translation>Ein anderer Wunsch</translation>
    </message>
    <message>
        <source>They ask something</source>
        <translation>Eine Zwischenfrage</translation>
    </message>
    <message>
        <source>They correct an earlier answer</source>
        <translation>Berichtigung einer früheren Antwort</translation>
    </message>
    <message>
        <source>They say more than was asked</source>
        <translation>Mehr gesagt, als gefragt war</translation>
    </message>
    <message>
        <source>They try to trick the agent</source>
        <translation>Versuch, den Agenten zu überlisten</translation>
    </message>
    <message>
        <source>They want to stop</source>
        <translation>Wunsch aufzuhören</translation>
    </message>
    <message>
        <source>They want to talk to a person</source>
        <translation>Wunsch nach einem Menschen</translation>
    </message>
    <message>
        <source>They would rather not say</source>
        <translation>Lieber keine Angabe</translation>
    </message>
    <message>
        <source>Turned down</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Where the field is needed, the agent asks again, then closes.</source>
        <translation>Wo das Feld nötig ist, fragt der Agent erneut und beendet dann.</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>inspector properties edit panel</source>
        <translation>Eigenschaften Einzelheiten bearbeiten</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is after</source>
        <translation>ist nach</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is before</source>
        <translation>ist vor</translation>
    </message>
    <message>
        <source>is known</source>
        <translation>ist bekannt</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist kleiner als</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist größer als</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>ist nicht bekannt</translation>
    </message>
    <message>
        <source>is on or after</source>
        <translation>ist am oder nach</translation>
    </message>
    <message>
        <source>is on or before</source>
        <translation>ist am oder vor</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
</context>
<context>
    <name>language</name>
    <message>
        <source>Language as the system's</source>
        <translation>Sprache wie das System</translation>
    </message>
    <message>
        <source>language translation English German</source>
        <translation>Sprache Übersetzung Englisch Deutsch</translation>
    </message>
</context>
<context>
    <name>leftovers</name>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Fields added</source>
        <translation>Felder hinzugefügt</translation>
    </message>
    <message>
        <source>Fields changed</source>
        <translation>Felder geändert</translation>
    </message>
    <message>
        <source>Fields removed</source>
        <translation>Felder entfernt</translation>
    </message>
    <message>
        <source>Reading unsaved work</source>
        <translation>Das Lesen ungespeicherter Arbeit</translation>
    </message>
    <message>
        <source>Steps added</source>
        <translation>Schritte hinzugefügt</translation>
    </message>
    <message>
        <source>Steps changed</source>
        <translation>Schritte geändert</translation>
    </message>
    <message>
        <source>Steps removed</source>
        <translation>Schritte entfernt</translation>
    </message>
    <message>
        <source>Steps were moved</source>
        <translation>Schritte wurden verschoben</translation>
    </message>
    <message>
        <source>Tables added</source>
        <translation>Tabellen hinzugefügt</translation>
    </message>
    <message>
        <source>Tables changed</source>
        <translation>Tabellen geändert</translation>
    </message>
    <message>
        <source>Tables removed</source>
        <translation>Tabellen entfernt</translation>
    </message>
    <message>
        <source>The answers at any step changed</source>
        <translation>Die Antworten bei jedem Schritt sind geändert</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
    <message>
        <source>What happens off the path changed</source>
        <translation>Was abseits des Wegs geschieht, ist geändert</translation>
    </message>
    <message>
        <source>What the procedure says of itself changed</source>
        <translation>Was der Ablauf über sich sagt, ist geändert</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
</context>
<context>
    <name>panels</name>
    <message>
        <source>&amp;Compare with…</source>
        <translation>&amp;Vergleichen mit …</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>&amp;Keep the rehearsal as a test case</source>
        <translation>Probe als Testfall &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Play or pause the rehearsal</source>
        <translation>Probe abs&amp;pielen oder anhalten</translation>
    </message>
    <message>
        <source>&amp;Rehearse from the beginning</source>
        <translation>Von vorn p&amp;roben</translation>
    </message>
    <message>
        <source>1 finding</source>
        <translation>1 Befund</translation>
    </message>
    <message>
        <source>1 piece of advice</source>
        <translation>1 Rat</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message>
        <source>1 text</source>
        <translation>1 Text</translation>
    </message>
    <message>
        <source>1 way out</source>
        <translation>1 Weg</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Rat</translation>
    </message>
    <message>
        <source>Compare with another &amp;file…</source>
        <translation>Mit anderer Datei ver&amp;gleichen …</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Find and &amp;replace…</source>
        <translation>Suchen und &amp;ersetzen …</translation>
    </message>
    <message>
        <source>Find words in all texts</source>
        <translation>Wörter in allen Texten suchen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How many conversations, how many minutes, and what is never reached</source>
        <translation>Wie viele Gespräche, wie viele Minuten, und was nie erreicht wird</translation>
    </message>
    <message>
        <source>Mend with Control and Enter: {mend}.</source>
        <translation>Mit Strg und Eingabe beheben: {mend}.</translation>
    </message>
    <message>
        <source>Mended: {mend}.</source>
        <translation>Behoben: {mend}.</translation>
    </message>
    <message>
        <source>Nobody answers ahead there.</source>
        <translation>Niemand antwortet dort im Voraus.</translation>
    </message>
    <message>
        <source>Nobody answers vaguely there.</source>
        <translation>Niemand antwortet dort vage.</translation>
    </message>
    <message>
        <source>Nobody asks a question there.</source>
        <translation>Niemand stellt dort eine Frage.</translation>
    </message>
    <message>
        <source>Nobody asks for a person there.</source>
        <translation>Niemand möchte dort einen Menschen.</translation>
    </message>
    <message>
        <source>Nobody asks for something else there.</source>
        <translation>Niemand möchte dort etwas anderes.</translation>
    </message>
    <message>
        <source>Nobody corrects an earlier answer there.</source>
        <translation>Niemand berichtigt dort eine frühere Antwort.</translation>
    </message>
    <message>
        <source>Nobody declines to answer there.</source>
        <translation>Niemand verweigert dort die Antwort.</translation>
    </message>
    <message>
        <source>Nobody gives an answer there that cannot be read.</source>
        <translation>Niemand gibt dort eine unlesbare Antwort.</translation>
    </message>
    <message>
        <source>Nobody gives only a part of the answer there.</source>
        <translation>Niemand gibt dort nur einen Teil der Antwort.</translation>
    </message>
    <message>
        <source>Nobody leaves there.</source>
        <translation>Niemand geht dort.</translation>
    </message>
    <message>
        <source>Nobody tries to talk the agent out of its task there.</source>
        <translation>Niemand versucht dort, den Agenten von seiner Aufgabe abzubringen.</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Replace words in all texts at once</source>
        <translation>Wörter in allen Texten auf einmal ersetzen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>See every edit and go back to any of them</source>
        <translation>Jede Änderung sehen und zu jeder zurückkehren</translation>
    </message>
    <message>
        <source>See two versions side by side, and what differs in words</source>
        <translation>Zwei Fassungen nebeneinander sehen, mit den Unterschieden in Worten</translation>
    </message>
    <message>
        <source>Show the &amp;history</source>
        <translation>&amp;Verlauf zeigen</translation>
    </message>
    <message>
        <source>Take the last &amp;answer back</source>
        <translation>Letzte &amp;Antwort zurücknehmen</translation>
    </message>
    <message>
        <source>The look-up never fails there.</source>
        <translation>Das Nachschlagen misslingt dort nie.</translation>
    </message>
    <message>
        <source>The whole procedure</source>
        <translation>Der ganze Ablauf</translation>
    </message>
    <message>
        <source>What practice will &amp;cover</source>
        <translation>Was die Übung ab&amp;deckt</translation>
    </message>
    <message>
        <source>What was found at this &amp;step</source>
        <translation>Befunde an diesem &amp;Schritt</translation>
    </message>
    <message>
        <source>What was found at this step</source>
        <translation>Befunde an diesem Schritt</translation>
    </message>
    <message>
        <source>after the last time round: {way}</source>
        <translation>nach der letzten Runde: {way}</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>asked again</source>
        <translation>erneut gefragt</translation>
    </message>
    <message>
        <source>asks</source>
        <translation>fragt</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>coverage plan conversations minutes budget</source>
        <translation>Abdeckung Plan Gespräche Minuten Budget</translation>
    </message>
    <message>
        <source>decides</source>
        <translation>entscheidet</translation>
    </message>
    <message>
        <source>diff difference versions changes</source>
        <translation>Unterschied Fassung Version Änderungen diff</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>looks up</source>
        <translation>schlägt nach</translation>
    </message>
    <message>
        <source>mend fix finding problem</source>
        <translation>beheben Befund Problem</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>no way out</source>
        <translation>kein Weg weiter</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>off the path</source>
        <translation>abseits des Wegs</translation>
    </message>
    <message>
        <source>option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>other name</source>
        <translation>anderer Name</translation>
    </message>
    <message>
        <source>persona</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>rehearse walk through try customer test</source>
        <translation>proben durchgehen ausprobieren Kunde Test</translation>
    </message>
    <message>
        <source>says</source>
        <translation>sagt</translation>
    </message>
    <message>
        <source>scope</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>search substitute change</source>
        <translation>Suche ersetzen ändern</translation>
    </message>
    <message>
        <source>search text</source>
        <translation>Suche Text</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>to {step}</source>
        <translation>zu {step}</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>undo redo back versions</source>
        <translation>rückgängig wiederholen zurück Fassungen</translation>
    </message>
    <message>
        <source>{number} findings</source>
        <translation>{number} Befunde</translation>
    </message>
    <message>
        <source>{number} pieces of advice</source>
        <translation>{number} Ratschläge</translation>
    </message>
    <message>
        <source>{number} problems</source>
        <translation>{number} Probleme</translation>
    </message>
    <message>
        <source>{number} texts</source>
        <translation>{number} Texte</translation>
    </message>
    <message>
        <source>{number} ways out</source>
        <translation>{number} Wege</translation>
    </message>
    <message>
        <source>“{kind}” is not practised there.</source>
        <translation>„{kind}“ wird dort nicht geübt.</translation>
    </message>
</context>
<context>
    <name>paper</name>
    <message>
        <source>Choose another printer, or export a PDF.</source>
        <translation>Wählen Sie einen anderen Drucker oder exportieren Sie ein PDF.</translation>
    </message>
    <message>
        <source>Choose larger paper, or fit it on one page.</source>
        <translation>Wählen Sie größeres Papier oder passen Sie es auf eine Seite ein.</translation>
    </message>
    <message>
        <source>The chart would need {number} pages.</source>
        <translation>Das Diagramm bräuchte {number} Seiten.</translation>
    </message>
    <message>
        <source>The pages cannot be drawn.</source>
        <translation>Die Seiten lassen sich nicht zeichnen.</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
    <message>
        <source>page {number} of {pages}</source>
        <translation>Seite {number} von {pages}</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>Reihe {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>recent</name>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt benutzt</translation>
    </message>
</context>
</TS>
