-- The desk's first rules; managers write later versions through the API.
-- A keyword phrase matches its words in order with at most five others between, case and accents ignored.
-- What several categories match goes to the first by position, an error code before any keyword.

insert into support.rule_version (kind, version, author, note, created_at) values
    ('CATEGORY', 1, 'boxoffice', 'first version', '2026-01-01T00:00:00Z'),
    ('ROUTING', 1, 'boxoffice', 'first version', '2026-01-01T00:00:00Z');

insert into support.category_rule (version, position, category, module, severity, error_codes, keywords) values
(1, 1, 'DOUBLE_CHARGE', 'PAYMENTS', 1,
    '{DOUBLE_CHARGE,DUPLICATE_CHARGE,CHARGED_TWICE}',
    '{charged twice,charged two times,charged me twice,double charge,double charged,double charges,double payment,duplicate charge,duplicate payment,billed twice,paid twice,debited twice,two charges,doppelt abgebucht,zweimal abgebucht,doppelt belastet,zweimal belastet,doppelt bezahlt,débité deux fois,prélevé deux fois,facturé deux fois,payé deux fois,double prélèvement,double débit,cobrado dos veces,cobraron dos veces,doble cobro,cobro duplicado,pagado dos veces,addebitato due volte,doppio addebito,pagato due volte,dubbel afgeschreven,twee keer afgeschreven,cobrado duas vezes,cobrança duplicada,dwukrotnie obciążono,podwójne obciążenie,списали дважды,дважды списали,二重請求,重复扣款}'),
(1, 2, 'PAYMENT_WITHOUT_TICKET', 'PAYMENTS', 1,
    '{PAYMENT_CAPTURED_WITHOUT_TICKET,PAYMENT_WITHOUT_TICKET,PAYMENT_CAPTURED_NO_TICKET,CAPTURED_NO_TICKET,PAID_NO_TICKET}',
    '{paid no ticket,paid no tickets,paid but no ticket,paid not received ticket,paid did not get ticket,paid didn''t get ticket,paid never got ticket,paid got nothing,paid never received,paid have no ticket,paid have no tickets,charged no ticket,charged no tickets,charged but no ticket,charged but ticket,charged did not get,charged didn''t get,charged got nothing,charged never got,charged never received,money taken no ticket,money taken no tickets,took my money no ticket,money gone no ticket,payment captured no ticket,payment captured without ticket,payment taken no ticket,payment went through no ticket,payment succeeded no ticket,payment successful no ticket,debited no ticket,charged without ticket,charged without a ticket,paid without ticket,payment without ticket,captured without ticket,charged booking failed,charged but booking,paid booking failed,charged but seats,bezahlt kein ticket,bezahlt keine tickets,bezahlt keine karten,bezahlt keine karte,abgebucht kein ticket,abgebucht keine tickets,abgebucht aber kein,payé pas reçu billet,payé pas de billet,payé aucun billet,débité pas de billet,débité aucun billet,pagado sin entrada,pagué no tengo entrada,pagué no recibí entrada,cobrado sin entrada,pagato nessun biglietto,pagato senza biglietto,betaald geen ticket,betaald geen kaartje,paguei sem ingresso,paguei não recebi ingresso,zapłaciłem nie mam biletu,оплатил нет билета,деньги списали билета нет,チケットが届かない,付款没有票}'),
(1, 3, 'ENTRY_REFUSED', 'CHECK_IN', 1,
    '{ENTRY_REFUSED,ALREADY_CHECKED_IN,INVALID_CODE,GATE_REFUSED,TICKET_CANCELLED}',
    '{refused at gate,refused at the gate,refused entry,refused at door,denied entry,denied at gate,turned away,not let in,won''t let me in,will not let me in,cannot get in,can''t get in,ticket not scanning,ticket does not scan,scanner says,scanner rejects,qr code rejected,qr code invalid,qr code not working,scanner refused,scanner refuses,refused my ticket,gate refused,gate refuses,ticket not accepted,ticket rejected at,einlass verweigert,nicht eingelassen,nicht reingelassen,kein einlass,entrée refusée,refusé à l''entrée,ne me laisse pas entrer,no me dejan entrar,acceso denegado,entrada rechazada,ingresso negato,non mi fanno entrare,toegang geweigerd,entrada recusada,odmowa wejścia,не пускают,入場拒否}'),
(1, 4, 'REFUND_LATE', 'PAYMENTS', 2,
    '{REFUND_LATE,REFUND_MISSING,REFUND_FAILED,REFUND_PENDING}',
    '{refund late,late refund,where is my refund,where''s my refund,refund not received,refund not arrived,refund has not,refund hasn''t,not received refund,not received my refund,still waiting for refund,still no refund,waiting for my refund,no refund yet,refund delayed,refund overdue,refund was due,refund weeks ago,refund days ago,refund pending,refund missing,money not returned,rückerstattung nicht,erstattung nicht,rückerstattung fehlt,warte auf erstattung,wo bleibt rückerstattung,remboursement pas reçu,remboursement en retard,toujours pas remboursé,où est mon remboursement,reembolso no recibido,no he recibido reembolso,reembolso retrasado,dónde está mi reembolso,rimborso non ricevuto,rimborso in ritardo,terugbetaling niet,reembolso não recebi,zwrot nie dotarł,возврат не пришел,返金されない}'),
(1, 5, 'EVENT_CANCELLED', 'EVENTS', 2,
    '{EVENT_CANCELLED,EVENT_POSTPONED}',
    '{event cancelled,event canceled,event is cancelled,concert cancelled,concert canceled,show cancelled,show canceled,game cancelled,cancelled event,cancelled concert,cancelled show,event postponed,concert postponed,show postponed,event rescheduled,veranstaltung abgesagt,konzert abgesagt,konzert verschoben,spectacle annulé,concert annulé,évènement annulé,événement annulé,evento cancelado,concierto cancelado,evento annullato,concerto annullato,evenement geannuleerd,concert geannuleerd,koncert odwołany,концерт отменили,公演中止}'),
(1, 6, 'PAYMENT_FAILED', 'PAYMENTS', 2,
    '{PAYMENT_FAILED,CARD_DECLINED,HOLD_EXPIRED,REQUIRES_ACTION,PAYMENT_TIMEOUT,GATEWAY_TIMEOUT,CHECKOUT_ERROR}',
    '{payment failed,payment fails,payment declined,payment rejected,payment error,card declined,card rejected,card not accepted,cannot pay,can''t pay,unable to pay,checkout fails,checkout failed,checkout error,checkout broken,zahlung fehlgeschlagen,karte abgelehnt,kann nicht bezahlen,paiement refusé,paiement échoué,carte refusée,pago rechazado,pago fallido,tarjeta rechazada,pagamento rifiutato,pagamento fallito,betaling mislukt,betaling geweigerd,pagamento recusado,płatność odrzucona,оплата не проходит,支払いできない}'),
(1, 7, 'TICKET_DELIVERY', 'TICKETING', 2,
    '{TICKET_NOT_DELIVERED,TICKET_PDF_FAILED}',
    '{ticket not received,tickets not received,not received ticket,not received my tickets,ticket not arrived,tickets not arrived,where is my ticket,where are my tickets,cannot download ticket,can''t download ticket,cannot open ticket,lost my ticket,resend ticket,resend tickets,no confirmation mail,no confirmation email,ticket nicht erhalten,tickets nicht erhalten,karten nicht erhalten,ticket nicht angekommen,billet pas reçu,billets pas reçus,no he recibido entradas,no recibí entradas,biglietto non ricevuto,ticket niet ontvangen,ingresso não recebido,nie otrzymałem biletu,не получил билет}'),
(1, 8, 'REFUND_REQUEST', 'PAYMENTS', 3,
    '{REFUND_REQUEST}',
    '{want refund,want a refund,request refund,request a refund,refund please,get refund,get my money back,money back,refund my ticket,refund my tickets,cancel my booking,cancel booking,cancel my order,rückerstattung,geld zurück,stornieren,remboursement,rembourser,annuler ma réservation,reembolso,devolución,cancelar mi reserva,rimborso,annullare prenotazione,terugbetaling,annuleren,zwrot pieniędzy,возврат,返金}'),
(1, 9, 'NAME_CORRECTION', 'TICKETING', 3,
    '{NAME_CORRECTION,NAME_MISSPELT}',
    '{misspelt,misspelled,mis-spelt,mis-spelled,name incorrect,name incorrectly,name misspelt,name misspelled,name is misspelt,name is misspelled,name wrong,name is wrong,wrong name,typo in name,typo in my name,spelling of my name,name spelled wrong,name spelt wrong,correct my name,change name,change the name,name falsch,name falsch geschrieben,falscher name,namen ändern,nom mal orthographié,nom mal écrit,erreur dans nom,changer nom,nombre mal escrito,nombre incorrecto,cambiar nombre,nome sbagliato,nome errato,naam verkeerd,nome errado,błąd w nazwisku,ошибка в имени,名前が間違}'),
(1, 10, 'SEAT_PROBLEM', 'TICKETING', 3,
    '{SEAT_TAKEN,SEAT_CHANGED}',
    '{wrong seat,wrong seats,seat changed,seats changed,change seat,change my seat,change seats,seats not together,obstructed view,restricted view,falscher platz,falsche plätze,sitzplatz ändern,mauvaise place,changer de place,asiento equivocado,cambiar asiento,posto sbagliato,verkeerde stoel}'),
(1, 11, 'TICKET_TRANSFER', 'TICKETING', 3,
    '{TRANSFER_FAILED}',
    '{transfer ticket,transfer my ticket,transfer tickets,transfer my tickets,give ticket to,send ticket to friend,ticket übertragen,ticket weitergeben,transférer billet,transferir entrada,trasferire biglietto}'),
(1, 12, 'ACCESSIBILITY', 'EVENTS', 3,
    '{}',
    '{wheelchair,accessible seat,accessible seats,accessibility,hearing loop,sign language,companion ticket,carer ticket,rollstuhl,barrierefrei,fauteuil roulant,silla de ruedas,sedia a rotelle,rolstoel}'),
(1, 13, 'SALES_SETUP', 'EVENTS', 2,
    '{SEATING_PLAN_IN_USE,IMPORT_FAILED,PUBLICATION_FAILED}',
    '{cannot publish,can''t publish,publish my event,publication failed,import failed,import fails,seating plan,price tier,sales report,payout,waiting room settings,saalplan,veranstaltung veröffentlichen,plan de salle,publicar evento}'),
(1, 14, 'ACCOUNT', 'ACCOUNT', 3,
    '{LOGIN_FAILED}',
    '{cannot log in,can''t log in,cannot login,can''t login,cannot sign in,can''t sign in,forgot password,reset password,delete my account,change my email,kann mich nicht anmelden,passwort vergessen,mot de passe oublié,contraseña olvidada,password dimenticata,wachtwoord vergeten}');

insert into support.routing_rule (version, position, condition, queue) values
(1, 1, 'severity=1 and module=PAYMENTS', 'payments-critical'),
(1, 2, 'severity=1 and module=CHECK_IN', 'gate-critical'),
(1, 3, 'severity=1', 'critical'),
(1, 4, 'module=PAYMENTS', 'payments'),
(1, 5, 'module=CHECK_IN', 'gate'),
(1, 6, 'module=TICKETING', 'ticketing'),
(1, 7, 'module=EVENTS', 'events'),
(1, 8, 'module=ACCOUNT', 'accounts'),
(1, 9, 'always', 'general');
